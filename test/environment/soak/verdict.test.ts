import { describe, expect, test } from 'vitest'
import { verdictOf } from '../../../environment/soak/verdict.mjs'

type Run = Parameters<typeof verdictOf>[0]

const ran: Run = {
  status: 'ok',
  interrupted: false,
  name: null,
  message: null,
  traceback: [],
  outputs: [],
  ms: 1,
}
const failed = (name: string, message: string, traceback: string[] = []): Run => {
  return { ...ran, status: 'error', name, message, traceback }
}
const showing = (kind: string, body: object): Run => {
  return { ...ran, outputs: [{ data: { [`application/vnd.kafka-groups-lab.${kind}+json`]: body } }] }
}

test('a cell without an error passes, also with claims that hold and an exercise that is open', () => {
  expect(verdictOf(ran)).toEqual({ outcome: 'passed', said: '' })
  expect(verdictOf(showing('claim', { statement: 'so it is', holds: true })).outcome).toBe('passed')
  expect(verdictOf(showing('exercise', { said: 'run the cell above.' })).outcome).toBe('passed')
})

describe('a sentence that names the cell to run first is a refusal', () => {
  test.each([
    'C1 of A was ended when demo-topic was made fresh: run its join cell again.',
    "C1 cannot join group 'A': topic 'a' does not exist (there is no topic yet). Check the name, or run the cell that provisions it.",
    'This cell builds on another one, and cells have run in another order: first run the cell above, and those between the two.',
    'sent has no value: the cell that declares it was stopped, or failed, before it came to it. Run that cell again.',
  ])('%s', (message) => {
    expect(verdictOf(failed('Error', message))).toEqual({ outcome: 'refused', said: `Error: ${message}` })
  })

  test('so is the hint below a complaint of the compiler', () => {
    const hint =
      'No cell that has run declares a: look above for `const a` or the like, run the cell that holds it.'
    const run = failed('TypeScript', "cell 1:1 Cannot find name 'a'.", [hint])
    expect(verdictOf(run).outcome).toBe('refused')
    expect(verdictOf({ ...run, traceback: [] }).outcome).toBe('wrong')
  })
})

test('a cause below a sentence may be in the words of whoever failed', () => {
  const run = failed('Error', 'Kafka has ended. Run the cell with openLab() again.', [
    '  caused by KafkaJSConnectionError: Closed connection',
  ])
  expect(verdictOf(run).outcome).toBe('refused')
})

describe('what a reader must never see is wrong', () => {
  test('a claim that is refuted, whatever the error says', () => {
    const refuted = showing('claim', { statement: 'so it is', holds: false })
    const said = 'Claim refuted. Run the notebook from its first cell.'
    expect(verdictOf({ ...refuted, status: 'error', name: 'ClaimError', message: said })).toEqual({
      outcome: 'wrong',
      said: `refuted: so it is (ClaimError: ${said})`,
    })
  })

  test.each([
    ['TypeError', "Cannot read properties of undefined (reading 'length')"],
    ['KafkaJSProtocolError', 'This is not the leader'],
    ['ReferenceError', 'a is not defined, run the cell above'],
    ['Error', 'Waited 10.0 s for something; last seen: nothing yet.'],
  ])('%s: %s', (name, message) => {
    expect(verdictOf(failed(name, message))).toEqual({
      outcome: 'wrong',
      said: expect.stringContaining(message),
    })
  })

  test('a check that met such an error, and what goes to stderr', () => {
    const check = showing('exercise', { said: 'the check could not be made: a is not a function.' })
    expect(verdictOf(check).outcome).toBe('wrong')
    const background = { ...ran, outputs: [{ name: 'stderr', text: 'background Error: no\n' }] }
    expect(verdictOf(background)).toEqual({ outcome: 'wrong', said: 'on stderr: background Error: no\n' })
  })

  test.each([
    ['hang', 'its reply did not come', 'the cell did not end within its limit: its reply did not come'],
    ['died', null, 'the kernel died'],
    ['aborted', null, 'the cell was not run'],
  ] as const)('%s', (status, message, said) => {
    expect(verdictOf({ ...ran, status, message })).toEqual({ outcome: 'wrong', said })
  })
})

test('the stop button stops where it was pressed, or the next that it reaches', () => {
  const stopped = failed('Error', 'Interrupted while waiting for the topics; last seen: nothing yet.')
  expect(verdictOf({ ...stopped, interrupted: true }).outcome).toBe('stopped')
  expect(verdictOf(stopped, true).outcome).toBe('stopped')
  expect(verdictOf(stopped).outcome).toBe('wrong')
})
