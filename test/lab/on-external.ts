import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedCluster, startEmbedded } from '../../src/cluster/embedded.js'
import type { KafkaNode } from '../../src/cluster/node.js'
import { restartNode } from '../../src/cluster/restart.js'
import { type Foreigner, foreigner } from './foreign.js'

/** The prefix of the lab on the external cluster of these tests. */
export const prefix = 'lab.test-0af3.'

/** A cluster that this test runs and that the lab knows by KAFKA_BROKERS only. */
export interface ExternalForTests {
  readonly brokers: readonly string[]
  /** Somebody else on it. */
  readonly foreign: Foreigner
}

/**
 * Starts a broker and names it in the environment before the tests, and takes both away after them. With `settings` of
 * its own it is started a second time, because the lab's own brokers are all alike.
 */
export function onExternalCluster(settings: Readonly<Record<string, number>> = {}): ExternalForTests {
  const found: { cluster?: EmbeddedCluster; foreign?: Foreigner } = {}
  beforeAll(async () => {
    found.cluster = await startEmbedded()
    if (Object.keys(settings).length > 0) await startAgain(found.cluster, settings)
    found.foreign = await foreigner(found.cluster.brokers)
    process.env.KAFKA_BROKERS = found.cluster.brokers.join(',')
    process.env.LAB_PREFIX = prefix
  })
  afterAll(async () => {
    delete process.env.KAFKA_BROKERS
    delete process.env.LAB_PREFIX
    await found.foreign?.close()
    await found.cluster?.close()
  })
  const missing = (): never => {
    throw new Error('The external cluster is started by beforeAll: use it inside of a test.')
  }
  return {
    get brokers() {
      return found.cluster?.brokers ?? missing()
    },
    get foreign() {
      return found.foreign ?? missing()
    },
  }
}

async function startAgain(
  cluster: EmbeddedCluster,
  settings: Readonly<Record<string, number>>,
): Promise<void> {
  const [node] = cluster.nodes as [KafkaNode]
  for (const [name, value] of Object.entries(settings)) appendFileSync(node.properties, `${name}=${value}\n`)
  const gone = once(node.process, 'exit')
  node.process.kill()
  await gone
  await restartNode(cluster, node)
}
