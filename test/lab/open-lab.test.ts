import { existsSync } from 'node:fs'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest'
import { type EmbeddedCluster, isEmbedded } from '../../src/cluster/embedded.js'
import { freePorts } from '../../src/cluster/ports.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { keptState } from '../../src/state.js'
import { waitFor } from '../../src/wait.js'
import { processesOf } from '../cluster/processes.js'
import { failure, refusal, stateOfLab } from './with-lab.js'

let said: MockInstance<typeof console.log>

beforeEach(() => {
  said = vi.spyOn(console, 'log').mockImplementation(() => {})
})

afterEach(async () => {
  await closeLab()
  said.mockRestore()
  vi.unstubAllEnvs()
})

async function cluster(): Promise<EmbeddedCluster> {
  const { connection } = await stateOfLab()
  if (isEmbedded(connection.cluster)) return connection.cluster
  throw new Error('Wanted an embedded cluster, found an external one.')
}

const lines = (): unknown[] => said.mock.calls.map(([line]) => line)

test('the first call says what it started and how long it took; the second wraps the same cluster', async () => {
  const lab = await openLab()
  const { brokers } = await cluster()
  expect(lines()).toEqual([
    expect.stringMatching(
      new RegExp(`^Apache Kafka 4\\.2\\.0, 1 broker at ${brokers[0]}, ready in \\d+\\.\\d s$`),
    ),
  ])
  await lab.provision([{ topic: 'orders' }])
  const again = await openLab()
  expect(lines()[1]).toBe(`Apache Kafka 4.2.0, 1 broker at ${brokers[0]}, open already`)
  expect(await again.describe()).toMatchObject([{ topic: 'orders' }])
})

test('calls at the same time open one lab', async () => {
  const [one, other] = await Promise.all([openLab(), openLab()])
  await one.provision([{ topic: 'orders' }])
  expect(await other.describe()).toMatchObject([{ topic: 'orders' }])
  expect(lines().filter((line) => /ready in/.test(String(line)))).toHaveLength(1)
})

test('code that is loaded anew works on the same cluster and members', async () => {
  const lab = await openLab()
  await lab.provision([{ topic: 'orders' }])
  await lab.produce('orders', [{ value: 1 }, { value: 2 }])
  const member = await lab.join('A', 'orders')
  const [first] = await member.receive()
  vi.resetModules()
  const loaded = (await import('../../src/open-lab.js')) as { openLab: typeof openLab }
  expect(loaded.openLab).not.toBe(openLab)
  const anew = await loaded.openLab()
  expect((await anew.status('A')).members.map(({ name }) => name)).toEqual(['C1'])
  await member.ack(first ?? [])
  expect((await anew.status('A')).committed).toEqual({ orders: [1] })
  const now = await anew.join('A', 'orders')
  expect((await now.receive()).map(({ offset }) => offset)).toEqual([1])
  expect(await refusal(member.receive())).toBe(
    "C1 of group 'A' was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.",
  )
  expect(anew.timeline({ types: ['topic-created'] })).toHaveLength(1)
})

test('code that is loaded anew finds what goes on beside the cells, and can end it', async () => {
  const lab = await openLab()
  await lab.provision([{ topic: 'orders' }])
  await lab.join('A', 'orders')
  const [traffic, sampling] = [await lab.traffic('orders'), await lab.sampleLag('A')]
  vi.resetModules()
  const loaded = (await import('../../src/open-lab.js')) as { openLab: typeof openLab }
  const anew = await loaded.openLab()
  const now = await anew.traffic('orders')
  expect([traffic.status, now.status, sampling.status]).toEqual(['ended', 'running', 'running'])
  await anew.startOver()
  expect([now.status, sampling.status]).toEqual(['ended', 'ended'])
})

test('closing leaves no process, no folder and no state; again does nothing', async () => {
  const lab = await openLab()
  await lab.provision([{ topic: 'orders' }])
  await lab.produce('orders', { value: 1 })
  await lab.join('A', 'orders')
  const { folder } = await cluster()
  await closeLab()
  expect(keptState()).toBeNull()
  expect(existsSync(folder)).toBe(false)
  await waitFor(`the processes of ${folder} to end`, () => {
    const { brokers, supervisors } = processesOf(folder)
    return brokers.length + supervisors.length === 0 ? true : undefined
  })
  await closeLab()
})

test('what is held from before the closing says so', async () => {
  const lab = await openLab()
  await lab.provision([{ topic: 'orders' }])
  await lab.produce('orders', { value: 1 })
  const [member, gone] = [await lab.join('A', 'orders'), await lab.join('B', 'orders')]
  const seen = await member.receive()
  await gone.leave()
  const [traffic, sampling] = [await lab.traffic('orders'), await lab.sampleLag('A')]
  await closeLab()
  const ended = "C1 of group 'A' was ended when the lab was closed: run its join cell again."
  for (const call of [() => member.receive(), () => member.ack(seen)])
    expect(await refusal(call())).toBe(ended)
  const { sent } = await traffic.stop()
  expect(sent).toBeGreaterThan(0)
  expect((await sampling.stop()).length).toBeGreaterThan(0)
  expect([inspect(traffic), inspect(sampling)]).toEqual([
    "The traffic on 'orders' was ended when the lab was closed: run its cell again.",
    "The sampling of group 'A' was ended when the lab was closed: run its cell again.",
  ])
  expect(await Promise.all([member.leave(), member.crash(), gone.leave()])).toEqual(
    Array.from({ length: 3 }, () => ({ already: true })),
  )
  expect(await refusal(gone.receive())).toBe(
    "C1 of group 'B' cannot receive: it has left the group. Run its join cell again for a new C1.",
  )
  expect(await refusal(lab.observe())).toBe(
    'The Apache Kafka of this notebook was ended when the lab was closed.\nRun the cell with openLab() again: it starts a new one.',
  )
})

test("the kernel's exit hook is the same closing", async () => {
  const symbol = Symbol.for('kafka-groups-lab.onExit')
  const hooks = new Set<() => Promise<void>>()
  Object.assign(globalThis, { [symbol]: hooks })
  try {
    await openLab()
    const { folder } = await cluster()
    expect(hooks.size).toBe(1)
    for (const hook of hooks) await hook()
    expect(existsSync(folder)).toBe(false)
  } finally {
    Reflect.deleteProperty(globalThis, symbol)
  }
})

describe('when the broker has died', () => {
  test('every verb says so with the next step; the lab closes', async () => {
    const lab = await openLab()
    await lab.provision([{ topic: 'orders' }])
    await lab.produce('orders', { value: 1 })
    const member = await lab.join('A', 'orders')
    const seen = await member.receive()
    const [traffic, sampling] = [await lab.traffic('orders'), await lab.sampleLag('A')]
    const { folder, nodes, ...embedded } = await cluster()
    nodes[0]?.process.kill('SIGKILL')
    await waitFor('the broker to be dead', () => embedded.dead() ?? undefined)
    const attempts = [
      () => lab.provision([{ topic: 'orders' }]),
      () => lab.provision([{ topic: 'orders' }], { fresh: true }),
      () => lab.describe('orders'),
      () => lab.brokers(),
      () => lab.produce('orders', { value: 2 }),
      () => lab.join('B', 'orders'),
      () => lab.reset('A'),
      () => lab.observe(),
      () => lab.status('A'),
      () => lab.traffic('orders'),
      () => lab.sampleLag('A'),
      () => lab.startOver(),
      () => member.receive(),
      () => member.ack(seen),
      () => member.commit({ partition: 0, offset: 1 }),
      () => member.leave(),
    ]
    for (const attempt of attempts)
      expect(await refusal(attempt())).toMatch(
        /^The Apache Kafka of this notebook has ended \(signal SIGKILL\)\. Its last log lines:\n(.+\n)+Run the cell with openLab\(\) again: it starts a new one\.$/,
      )
    await member.crash()
    expect(await member.leave()).toEqual({ already: true })
    await waitFor('traffic and sampling to notice', () =>
      traffic.status === 'failed' && sampling.status === 'failed' ? true : undefined,
    )
    for (const work of [traffic, sampling, traffic]) {
      const problem = await failure(work.stop())
      expect(problem.message).toBe(await refusal(lab.observe()))
      expect(problem.cause).toBeInstanceOf(Error)
    }
    const before = await refusal(lab.observe())
    await closeLab()
    expect(await refusal(lab.observe())).toBe(before)
    expect(existsSync(folder)).toBe(false)
  })

  test('opening again starts a new one, and says so', async () => {
    const lab = await openLab()
    await lab.provision([{ topic: 'orders' }])
    const first = await cluster()
    first.nodes[0]?.process.kill('SIGKILL')
    await waitFor('the broker to be dead', () => first.dead() ?? undefined)
    const again = await openLab()
    expect((await cluster()).folder).not.toBe(first.folder)
    expect(existsSync(first.folder)).toBe(false)
    expect(String(lines()[1])).toMatch(
      /^The Apache Kafka of this notebook has ended \(signal SIGKILL\)\. Its last log lines:\n(.+\n)+A new one is started: its topics and groups are gone, run the cells again from the top\.$/,
    )
    expect(await again.describe()).toEqual([])
  })
})

describe('a cluster that cannot be reached', () => {
  test('an address at which nobody answers: the sentence, and the next call tries anew', async () => {
    const [port] = await freePorts(1)
    vi.stubEnv('KAFKA_BROKERS', `127.0.0.1:${port}`)
    expect((await failure(openLab())).message).toBe(
      `Cannot reach Kafka at 127.0.0.1:${port}: no broker answered (connect ECONNREFUSED 127.0.0.1:${port}). ` +
        'Check the address in KAFKA_BROKERS and that the cluster runs, or unset KAFKA_BROKERS to use the Kafka that the lab starts itself.',
    )
    vi.stubEnv('KAFKA_BROKERS', undefined)
    await openLab()
    expect(await cluster()).toMatchObject({ kind: 'embedded' })
  })

  test('something answers that is no Kafka', async () => {
    const { createServer } = await import('node:net')
    const server = createServer((socket) => socket.on('error', () => {}))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    vi.stubEnv('KAFKA_BROKERS', `127.0.0.1:${port}`)
    const said = await refusal(openLab())
    server.close()
    expect(said).toMatch(
      new RegExp(`^Cannot reach Kafka at 127\\.0\\.0\\.1:${port}: no broker answered \\(.+\\)\\. Check`),
    )
  })
})
