import { afterAll, beforeAll } from 'vitest'
import { type EmbeddedCluster, startEmbedded } from '../../src/cluster/embedded.js'
import { type Foreigner, foreigner } from './foreign.js'

/** The prefix of the lab on the external cluster of these tests. */
export const prefix = 'lab.test-0af3.'

/** A cluster that this test runs and that the lab knows by KAFKA_BROKERS only. */
export interface ExternalForTests {
  readonly brokers: readonly string[]
  /** Somebody else on it. */
  readonly foreign: Foreigner
}

/** Starts a broker and names it in the environment before the tests, and takes both away after them. */
export function onExternalCluster(): ExternalForTests {
  const found: { cluster?: EmbeddedCluster; foreign?: Foreigner } = {}
  beforeAll(async () => {
    found.cluster = await startEmbedded()
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
