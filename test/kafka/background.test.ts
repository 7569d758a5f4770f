import { expect, test } from 'vitest'
import { type BackgroundWork, endSoon, endWork, failWork } from '../../src/kafka/background.js'
import { refusal } from '../lab/with-lab.js'

const work = (status: BackgroundWork['status']): BackgroundWork => ({
  what: "the traffic on 'orders'",
  status,
  end: status === 'ended' ? 'It was ended.' : null,
  cause: null,
  over: Promise.resolve(),
})

test.each(['running', 'paused', 'stopped'] as const)('what fails while it is %s has failed', (status) => {
  const failing = work(status)
  failWork(failing, 'The topic is gone.', 'why')
  failWork(failing, 'Another thing.', 'other')
  expect(failing).toMatchObject({ status: 'failed', end: 'The topic is gone.', cause: 'why' })
})

test('what fails when the lab has ended it is of no interest', () => {
  const ended = work('ended')
  failWork(ended, 'The topic is gone.', 'why')
  expect(ended).toMatchObject({ status: 'ended', end: 'It was ended.', cause: null })
})

test('work that does not come back holds nobody up for good', async () => {
  const hanging = { ...work('running'), over: new Promise<void>(() => {}) }
  expect(await endSoon(hanging, 'It was ended.', 1)).toBe(false)
  expect(await refusal(endWork(hanging, 'was ended once more.', 1))).toBe(
    "Cannot take the place of the traffic on 'orders': it was ended, and 0.001 s later something of it still goes on, " +
      'because a handler or Kafka has not come back. Let that come back first, then run the cell again.',
  )
  expect(hanging).toMatchObject({ status: 'ended', end: 'It was ended.' })
  expect(await endSoon(work('running'), 'It was ended.', 1_000)).toBe(true)
})
