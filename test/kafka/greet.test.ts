import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedCluster, startEmbedded } from '../../src/cluster/embedded.js'
import { externalCluster } from '../../src/cluster/external.js'
import { greet } from '../../src/kafka/greet.js'
import { waitFor } from '../../src/wait.js'
import { refusal } from '../lab/with-lab.js'

let cluster: EmbeddedCluster
/** Lets so many answers of the broker through on each connection, and swallows the rest. */
let halfway: Server
let answers = 0
const open = new Set<Socket>()

beforeAll(async () => {
  cluster = await startEmbedded()
  const [, port] = (cluster.brokers[0] ?? '').split(':')
  halfway = createServer((client) => {
    const broker = connect({ host: '127.0.0.1', port: Number(port) })
    let through = 0
    open.add(client)
    client.on('close', () => {
      open.delete(client)
      broker.destroy()
    })
    client.on('error', () => {})
    broker.on('error', () => {})
    client.pipe(broker)
    broker.on('data', (bytes) => {
      if (through++ < answers) client.write(bytes)
    })
  })
  halfway.listen(0, '127.0.0.1')
  await once(halfway, 'listening')
})
afterAll(async () => {
  halfway.close()
  await cluster.close()
})

test.each([0, 1])(
  'of a broker that answers %i times and no more: a sentence, and no connection stays',
  async (count) => {
    answers = count
    const address = `127.0.0.1:${(halfway.address() as { port: number }).port}`
    const existing = externalCluster({ KAFKA_BROKERS: address })
    if (existing === null) throw new Error('Wanted a cluster, found none.')
    expect(await refusal(greet(existing))).toMatch(
      new RegExp(
        `^Cannot reach Kafka at ${address}: no broker answered \\(.+\\)\\. Check the address in KAFKA_BROKERS and that the cluster runs, ` +
          'or unset KAFKA_BROKERS to use the Kafka that the lab starts itself\\.$',
      ),
    )
    await waitFor('the connections to be gone', () => open.size === 0 || undefined)
  },
)

test('of a broker that answers: nothing', async () => {
  expect(await greet(cluster)).toBeUndefined()
})
