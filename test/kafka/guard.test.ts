import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded } from 'kafkajs'
import { expect, test } from 'vitest'
import { labCalls } from '../../src/kafka/calls.js'
import type { Connection } from '../../src/kafka/connection.js'
import { guard } from '../../src/kafka/guard.js'
import { failure } from '../lab/with-lab.js'

/** A verb that fails with `problem`, guarded on a cluster that lives. */
function failing(problem: Error, kind: 'embedded' | 'external') {
  const cluster = { kind, brokers: ['127.0.0.1:9092'], nodes: [], prefix: '', dead: () => null }
  const connection = { cluster, asked: new Set(), search: null } as unknown as Connection
  return guard(connection, { provision: () => Promise.reject(problem) }, { provision: labCalls.provision })
}

const exceeded = (message: string): Error =>
  new KafkaJSNumberOfRetriesExceeded(new Error(message), { retryCount: 20, retryTime: 300 })

test.each([
  ['embedded', 'restart the kernel to start a new Kafka'],
  ['external', 'look into the log of the broker'],
] as const)(
  'what kafkajs says on an %s cluster is a sentence with the next step, and the cause is kept',
  async (kind, next) => {
    for (const end of ['', '.']) {
      const problem = exceeded(`This server does not host this topic-partition${end}`)
      const said = await failure(failing(problem, kind).provision())
      expect(said.message).toBe(
        "Cannot finish provision(): Kafka's client says: This server does not host this topic-partition. " +
          `Run the cell again; if it says so again, ${next}.`,
      )
      expect(said.cause).toBe(problem)
    }
  },
)

test('a lost connection keeps its own sentence, and a sentence of the lab stays as it is', async () => {
  const lost = new KafkaJSConnectionError('Connection timeout')
  expect((await failure(failing(lost, 'embedded').provision())).message).toBe(
    'Cannot reach Kafka at 127.0.0.1:9092: no broker answered (Connection timeout). Run the cell again; if it says so again, restart the kernel to start a new one.',
  )
  const sentence = new Error('Cannot do this: that is wanted. Do it otherwise.')
  expect(await failure(failing(sentence, 'embedded').provision())).toBe(sentence)
})
