import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { LagSampling } from '../../src/kafka/lag-sampling-handle.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

/** A topic of two partitions with four messages, and a group that nobody has joined. */
async function story(): Promise<{ topic: string; group: string }> {
  const [topic, group] = [file.name('topic'), file.name('G')]
  await file.lab.provision([{ topic, partitions: 2 }])
  await file.lab.produce(
    topic,
    [1, 2, 3, 4].map((value) => ({ value })),
  )
  return { topic, group }
}

const untilLast = (sampling: LagSampling, total: number): Promise<true> =>
  waitFor(`a lag of ${total}`, (saw) => {
    saw(inspect(sampling.samples))
    return sampling.samples.at(-1)?.total === total || undefined
  })

test('samples come while other cells run: from the start of the log, down to nothing, and up again', async () => {
  const { topic, group } = await story()
  const member = await file.lab.join(group, topic)
  const sampling = await file.lab.sampleLag(group, { everyMs: 20 })
  expect(sampling.samples).toHaveLength(1)
  await member.ack(await member.receive())
  await untilLast(sampling, 0)
  await file.lab.produce(topic, { value: 5 })
  await untilLast(sampling, 1)
  const samples = await sampling.stop()
  expect(samples).toBe(sampling.samples)
  expect(samples[0]).toEqual({
    atMs: expect.any(Number),
    group,
    lag: { [topic]: [null, null] },
    total: 4,
  })
  const { lag } = await file.lab.status(group)
  expect(samples.at(-1)).toMatchObject({ lag, total: 1 })
  const times = samples.map(({ atMs }) => atMs)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(inspect(samples)).toMatch(
    new RegExp(
      `^${samples.length} samples of group '${group}' in \\d+\\.\\d s: lag at most 4, at the end 1$`,
    ),
  )
})

test('stop() looks once more and ends it; again it returns the same', async () => {
  const { topic, group } = await story()
  await file.lab.join(group, topic)
  const sampling = await file.lab.sampleLag(group, { everyMs: 60_000 })
  expect(inspect(sampling)).toBe(
    `looking at the lag of group '${group}' every 60000 ms, 1 samples so far; stop() ends it`,
  )
  const samples = await sampling.stop()
  expect(await sampling.stop()).toBe(samples)
  expect([sampling.status, inspect(sampling)]).toEqual([
    'stopped',
    `the sampling of group '${group}' was stopped with 2 samples`,
  ])
})

test('a group that does not exist yet has no sample; it comes with its first member, and survives rebalances', async () => {
  const { topic, group } = await story()
  const sampling = await file.lab.sampleLag(group, { everyMs: 20 })
  expect(sampling.samples).toEqual([])
  expect(inspect(sampling.samples)).toBe(`no samples: group '${group}' has read and committed nothing yet`)
  const c1 = await file.lab.join(group, topic, { fresh: true })
  await untilLast(sampling, 4)
  const c2 = await file.lab.join(group, topic, { as: 'C2' })
  await c1.leave()
  await c2.ack(await c2.receive())
  await untilLast(sampling, 0)
  await c2.leave()
  await file.lab.produce(topic, { value: 5 })
  await untilLast(sampling, 1)
  expect(sampling.status).toBe('running')
  await sampling.stop()
})

test('a new one of the same group takes the place of the old, whose samples stay', async () => {
  const { topic, group } = await story()
  await file.lab.join(group, topic)
  const old = await file.lab.sampleLag(group)
  const now = await file.lab.sampleLag(group)
  expect([old.status, now.status]).toEqual(['ended', 'running'])
  expect(inspect(old)).toBe(
    `The sampling of group '${group}' was replaced by one that began later: stop that one.`,
  )
  expect((await old.stop()).length).toBeGreaterThan(0)
  await now.stop()
})

test('it ends with its group, whether the group or its topic is made fresh', async () => {
  const { topic, group } = await story()
  const said = `The sampling of group '${group}' was ended when the group was deleted: run its cell again.`
  for (const fresh of [
    () => file.lab.join(group, topic, { fresh: true }),
    () => file.lab.provision([{ topic, partitions: 2 }], { fresh: true }),
  ]) {
    const member = await file.lab.join(group, topic)
    await member.receive()
    const sampling = await file.lab.sampleLag(group)
    await fresh()
    expect([sampling.status, inspect(sampling)]).toEqual(['ended', said])
    expect((await sampling.stop()).length).toBeGreaterThan(0)
  }
})

test('another topic made fresh under its looks does not end it', async () => {
  const { topic, group } = await story()
  const other = (await story()).topic
  await file.lab.join(group, topic)
  await file.lab.describe(other)
  const sampling = await file.lab.sampleLag(group, { everyMs: 20 })
  await file.lab.provision([{ topic: other }], { fresh: true })
  await file.lab.produce(topic, { value: 5 })
  await untilLast(sampling, 5)
  await sampling.stop()
})

test.each([0, 19, Number.NaN, Number.POSITIVE_INFINITY])('every %j ms is refused', async (everyMs) => {
  expect(await refusal(file.lab.sampleLag('A', { everyMs }))).toBe(
    `Cannot sample the lag of group 'A' every ${everyMs} ms: wanted a number from 20 on. ` +
      'Give everyMs like 100, or leave it out.',
  )
})
