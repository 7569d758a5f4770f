import { expect, test } from 'vitest'
import type { Cluster } from '../../src/cluster/cluster.js'
import { denied } from '../../src/kafka/denied.js'

const cluster: Cluster = {
  ...{ kind: 'external', brokers: ['a:1'], security: null, prefix: 'lab.maria.' },
  dead: () => null,
  close: async () => {},
}
const end = (kind: string): string =>
  `does not allow this client this with ${kind} (its ACLs deny it). Ask who runs it to allow all operations on ${kind} that begin with 'lab.maria.', then run the cell again.`

test.each([
  [{ type: 'TOPIC_AUTHORIZATION_FAILED' }, 'topics'],
  [{ javaClass: 'TransactionalIdAuthorizationException' }, 'transactional ids'],
  [
    { errors: [new Error('first'), Object.assign(new Error(), { type: 'TOPIC_AUTHORIZATION_FAILED' })] },
    'topics',
  ],
  [{ groups: [{ error: Object.assign(new Error(), { type: 'GROUP_AUTHORIZATION_FAILED' }) }] }, 'groups'],
  [{ cause: Object.assign(new Error(), { type: 'GROUP_AUTHORIZATION_FAILED' }) }, 'groups'],
])('found in %j, by what clients throw', (said, kind) => {
  const problem = Object.assign(new Error('denied'), { name: 'KafkaJSError' }, said)
  expect(denied(cluster, 'Cannot finish join()', problem)).toBe(
    `Cannot finish join(): the Kafka at a:1 ${end(kind)}`,
  )
})

test('a sentence of the lab keeps what was attempted', () => {
  const cause = Object.assign(new Error('no'), { type: 'GROUP_AUTHORIZATION_FAILED' })
  const said = new Error("C1 cannot join group 'A': Kafka refuses it: no. Try again.", { cause })
  expect(denied(cluster, 'Cannot finish join()', said)).toBe(
    `C1 cannot join group 'A': the Kafka at a:1 ${end('groups')}`,
  )
})

test("nothing was denied: another problem, no error, a cluster of the lab's own", () => {
  const problem = Object.assign(new Error(), { type: 'TOPIC_AUTHORIZATION_FAILED' })
  expect(denied(cluster, 'Cannot', new Error('another'))).toBeNull()
  expect(denied(cluster, 'Cannot', 'TOPIC_AUTHORIZATION_FAILED')).toBeNull()
  expect(denied({ ...cluster, kind: 'embedded' }, 'Cannot', problem)).toBeNull()
})
