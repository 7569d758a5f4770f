import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { secrets, withoutSecrets } from '../../environment/setup/without-secrets.mjs'
import { startEmbedded } from '../../src/cluster/embedded.js'
import { environmentOfChild } from '../../src/cluster/environment-of-child.js'

afterEach(() => vi.unstubAllEnvs())

function stubAll(): void {
  for (const name of secrets) vi.stubEnv(name, 'kennwort-of-a-child')
  vi.stubEnv('KAFKA_SASL_USERNAME', 'maria')
}

test('a child is told everything but how to log in, and set-up leaves out the same', () => {
  stubAll()
  const env = environmentOfChild()
  expect(Object.values(env)).not.toContain('kennwort-of-a-child')
  expect(env).toMatchObject({ KAFKA_SASL_USERNAME: 'maria', PATH: process.env.PATH })
  expect(env).toEqual(withoutSecrets(process.env))
})

test.skipIf(process.platform !== 'linux')(
  'neither a broker of the lab nor its supervisor knows it',
  async () => {
    stubAll()
    const cluster = await startEmbedded()
    try {
      const pids = [cluster.nodes[0]?.process.pid, cluster.supervisor.pid()]
      const environments = pids.map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'))
      expect(environments.map((text) => text.includes('KAFKA_SASL_USERNAME=maria'))).toEqual([true, true])
      expect(environments.map((text) => text.includes('kennwort-of-a-child'))).toEqual([false, false])
    } finally {
      await cluster.close()
    }
  },
)
