import { afterEach, expect, test, vi } from 'vitest'
import { type EmbeddedCluster, startEmbedded } from '../../src/cluster/embedded.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { keptState } from '../../src/state.js'
import { refusal } from './with-lab.js'

const said = vi.spyOn(console, 'log').mockImplementation(() => {})
let cluster: EmbeddedCluster

afterEach(async () => {
  await closeLab()
  vi.unstubAllEnvs()
  await cluster.close()
})

test('a shared cluster that answers no more: verbs and openLab() say so, and the lab stays open', async () => {
  cluster = await startEmbedded()
  const [address] = cluster.brokers
  vi.stubEnv('KAFKA_BROKERS', address)
  vi.stubEnv('LAB_PREFIX', 'lab.test-0af3.')
  const lab = await openLab()
  await lab.provision([{ topic: 'orders' }])
  await openLab()
  expect(said.mock.calls.at(-1)?.[0]).toMatch(/, open already$/)
  await cluster.close()
  const sentence = new RegExp(
    `^Cannot reach Kafka at ${address}: no broker answered \\(.+\\)\\. ` +
      'Check the address in KAFKA_BROKERS and that the cluster runs, or unset KAFKA_BROKERS to use the Kafka that the lab starts itself\\.$',
  )
  for (const attempt of [() => lab.observe(), () => lab.describe('orders'), openLab])
    expect(await refusal(attempt())).toMatch(sentence)
  expect(await keptState()).not.toBeNull()
})
