import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Transaction } from '../../src/kafka/transaction-handle.js'
import type { TransactionState } from '../../src/kafka/transaction-state.js'
import { waitFor } from '../../src/wait.js'
import { stopButton } from '../lab/interrupted.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()

/** A transaction with one message in it, and what lives behind it. */
async function begun(
  id = file.name('tx'),
): Promise<{ topic: string; tx: Transaction; state: TransactionState }> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const tx = await file.lab.transaction(id, { timeoutMs: 60_000 })
  await tx.send(topic, { value: 'm0' })
  const state = [...file.state.transactions].find((each) => each.id === id && !each.replaced)
  if (state === undefined) throw new Error(`Wanted transaction '${id}' among those of the lab, found none.`)
  return { topic, tx, state }
}

const valuesIn = async (topic: string): Promise<unknown[]> => {
  const reader = await file.lab.join(file.name('reader'), topic)
  return (await reader.receive()).map(({ value }) => value)
}

const untilFinishing = (state: TransactionState): Promise<unknown> =>
  waitFor('it to be finished', () => state.finishing !== null || undefined)

test.each([
  ['commit', 'committed', ['m0']],
  ['abort', 'aborted', []],
] as const)('the stop button while it waits for its %s: it is %s, once', async (how, after, values) => {
  const { topic, tx, state } = await begun()
  state.wires.hold()
  const interrupted = refusal(tx[how]())
  await untilFinishing(state)
  button.press()
  expect(await interrupted).toBe(
    `Interrupted during ${how}(). What it had asked of Kafka may be carried out all the same.`,
  )
  expect(tx.status).toBe('open')
  state.wires.release()
  expect(await tx[how]()).toEqual({ already: true })
  expect(tx.status).toBe(after)
  const told = file.lab.timeline({ types: [`transaction-${after}`] })
  expect(told.filter(({ transaction }) => transaction === tx.id)).toHaveLength(1)
  expect(file.state.transactions.has(state)).toBe(false)
  expect(await valuesIn(topic)).toEqual(values)
})

test('its producer is lost when Kafka has committed it: it is committed, and known to be so', async () => {
  const { topic, tx, state } = await begun()
  state.by.producer.on('producer.disconnect', () => state.wires.cut())
  const said = await refusal(tx.commit())
  expect(said).toMatch(
    new RegExp(
      `^Transaction '${tx.id}' is committed, and it is not known whether readers may pass it yet: .+\\. Receive again if something is missing\\.$`,
    ),
  )
  expect(tx.status).toBe('committed')
  expect(await tx.commit()).toEqual({ already: true })
  expect(file.state.transactions.has(state)).toBe(false)
  await waitFor('its message to count', async () => (await valuesIn(topic)).length === 1 || undefined)
})

test('its producer is lost before Kafka has answered: nobody knows, and it says so', async () => {
  const { tx, state } = await begun()
  state.wires.hold()
  const committing = refusal(tx.commit())
  await untilFinishing(state)
  state.wires.cut()
  // Its words are of what was under way just then: the search for the coordinator, or the request to it.
  expect((await committing).replace(/ \(.+?\)/, ' (…)')).toBe(
    `Cannot say whether transaction '${tx.id}' is committed: its coordinator has not confirmed it (…). ` +
      `If not, the broker aborts it when its 60000 ms are over. Look with a member whether what it sent has come, or begin a new one: lab.transaction('${tx.id}').`,
  )
  expect([tx.status, inspect(tx)]).toEqual(['in doubt', `transaction '${tx.id}': in doubt, 1 message sent`])
  expect(await refusal(tx.commit())).toBe(
    `Cannot commit transaction '${tx.id}': it was to end before, which was never confirmed. Begin a new one: lab.transaction('${tx.id}').`,
  )
  expect(file.state.transactions.has(state)).toBe(false)
  await (await file.lab.transaction(tx.id)).abort()
})

test('a topic is made fresh while a commit is under way: it says what became of it', async () => {
  const { topic, tx, state } = await begun()
  state.wires.hold()
  const committing = tx.commit()
  await untilFinishing(state)
  const fresh = file.lab.provision([{ topic }], { fresh: true })
  state.wires.release()
  expect(await committing).toEqual({ already: false })
  expect(tx.status).toBe('committed')
  expect(await fresh).toMatchObject([{ outcome: 'created' }])
})

test('the end of an empty one leaves alone the newer one with its id', async () => {
  const id = file.name('tx')
  const empty = await file.lab.transaction(id)
  const { topic, tx } = await begun(id)
  expect(await refusal(empty.commit())).toBe(
    `Cannot commit transaction '${id}': a newer producer with the same transactional id has taken over. Begin a new one: lab.transaction('${id}').`,
  )
  expect(empty.status).toBe('fenced')
  expect(await tx.commit()).toEqual({ already: false })
  expect(await valuesIn(topic)).toEqual(['m0'])
})
