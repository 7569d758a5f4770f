import { expect, test } from 'vitest'
import { isPassing, untilSent } from '../../src/kafka/resend.js'
import { failure } from '../lab/with-lab.js'

const problem = (fields: object): Error => Object.assign(new Error('it failed'), fields)
const passing = problem({ retriable: true })

test.each<[string, unknown, boolean]>([
  ['a retriable error', passing, true],
  ['kafkajs gave up, because of one', problem({ retriable: false, cause: passing }), true],
  ['too few in sync', problem({ cause: problem({ name: 'TooFewInSync' }) }), true],
  ['one that is not', problem({ retriable: false, cause: problem({ retriable: false }) }), false],
  ['anything else', 'enough', false],
  ['nothing', undefined, false],
])('%s: whether it passes', (_, thrown, passes) => {
  expect(isPassing(thrown)).toBe(passes)
})

const patient = { timeoutMs: 10_000, everyMs: 1 }
const never = (): boolean => false

test('what fails and passes is sent again, until it is sent', async () => {
  let times = 0
  const send = async (): Promise<string> => {
    if (++times < 4) throw passing
    return 'sent'
  }
  expect(await untilSent('it to be sent', send, never, patient)).toBe('sent')
  expect(times).toBe(4)
})

test('what does not pass is thrown at once', async () => {
  let times = 0
  const own = problem({ retriable: false })
  const send = async (): Promise<never> => {
    times++
    throw own
  }
  expect(await failure(untilSent('it to be sent', send, never, patient))).toBe(own)
  expect(times).toBe(1)
})

test('it is given up when the time is over, or when somebody says so, with the last failure', async () => {
  const send = async (): Promise<never> => {
    throw passing
  }
  expect(await failure(untilSent('it to be sent', send, never, { timeoutMs: 0 }))).toBe(passing)
  let asked = 0
  expect(await failure(untilSent('it to be sent', send, () => ++asked === 3, patient))).toBe(passing)
  expect(asked).toBe(3)
})
