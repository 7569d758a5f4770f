import { expect, test } from 'vitest'
import type { EmbeddedCluster } from '../../src/cluster/embedded.js'
import { refuseIfEnded, refuseWithoutKafka } from '../../src/cluster/refuse-if-dead.js'
import { failure } from '../lab/with-lab.js'

test('an end of Kafka that is heard of a moment after its connections were lost is what is said', async () => {
  let looks = 0
  const dead = (): string | null => (++looks > 3 ? 'It has ended (signal SIGKILL).' : null)
  const cluster = { kind: 'embedded', nodes: [], dead } as unknown as EmbeddedCluster
  const lost = new Error('write ECONNRESET')
  const said = await failure(refuseIfEnded(cluster, lost))
  expect(said.message).toBe(
    'It has ended (signal SIGKILL).\nRun the cell with openLab() again: it starts a new one.',
  )
  expect(said.cause).toBe(lost)
})

test('a Kafka that lives is not said to have ended', async () => {
  const cluster = { kind: 'embedded', nodes: [], dead: () => null } as unknown as EmbeddedCluster
  await expect(refuseIfEnded(cluster, new Error('write ECONNRESET'))).resolves.toBeUndefined()
})

test('what cannot be done without Kafka names what was attempted, and the cell to run', () => {
  const cluster = {
    kind: 'embedded',
    nodes: [],
    dead: () => 'Its controller has ended.',
  } as unknown as EmbeddedCluster
  expect(() => refuseWithoutKafka(cluster, 'Cannot start broker 1: ')).toThrowError(
    new Error(
      'Cannot start broker 1: Its controller has ended.\nRun the cell with openLab() again: it starts a new one.',
    ),
  )
})
