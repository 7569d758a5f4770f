import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { crashes } from '../../src/model/crashes.js'
import type { Guarantee } from '../../src/model/guarantee.js'
import { stopButton } from '../lab/interrupted.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()

/** Topics to read from and to send to, the first with so many messages. */
async function topics(messages = 6): Promise<[string, string]> {
  const [from, to] = [file.name('orders'), file.name('receipts')]
  await file.lab.provision([
    { topic: from, partitions: 3 },
    { topic: to, partitions: 3 },
  ])
  const orders = Array.from({ length: messages }, (_, id) => ({ key: `order-${id}`, value: { id } }))
  await file.lab.produce(from, orders)
  return [from, to]
}

/** Tells when the first of some runs is over. */
function firstRun(): { begun: Promise<void>; onRun(): void } {
  let first = (): void => {}
  const begun = new Promise<void>((resolve) => {
    first = resolve
  })
  return { begun, onRun: () => first() }
}

/** Whether a message was lost and whether one was repeated, in runs that crashed between the two steps and in the others. */
const expected: Record<Guarantee, { between: [number, number]; elsewhere: [number, number] }> = {
  'at-most-once': { between: [1, 0], elsewhere: [0, 0] },
  'at-least-once': { between: [0, 1], elsewhere: [0, 0] },
  'exactly-once': { between: [0, 0], elsewhere: [0, 0] },
}

test.each(Object.entries(expected))('201 runs, %s', { timeout: 120_000 }, async (name, fate) => {
  const guarantee = name as Guarantee
  const [from, to] = await topics()
  const plan = crashes({ seed: 6, runs: 201, messages: 6 })
  const before = file.lab.timeline()
  let told = 0
  const runs = await file.lab.crashRuns(from, to, { guarantee, plan, onRun: () => told++ })
  const wanted = plan.map((crash) => {
    const [lost, repeated] = crash.point === 'between the two' ? fate.between : fate.elsewhere
    return { ...crash, guarantee, lost, repeated }
  })
  expect(runs.map(({ deliveries, ...run }) => run)).toEqual(wanted)
  const [lost, repeated] = fate.between
  expect(inspect(runs)).toBe(`201 runs: ${67 * lost} lost a message, ${67 * repeated} repeated one`)
  expect(told).toBe(201)
  for (const { deliveries } of runs) expect(deliveries).toHaveLength(6)
  // None of the groups is left, on the broker, in what the lab looks at, or on its timeline.
  expect(file.lab.timeline()).toEqual(before)
  expect((await file.lab.observe()).groups.map(({ group }) => group)).toEqual([])
  const { groups } = await file.state.connection.admin.listGroups()
  expect(groups.filter(({ groupId }) => groupId.includes('crash-runs'))).toEqual([])
})

test('again on the same topics: what an earlier call left there does not count', async () => {
  const [from, to] = await topics(3)
  const plan = crashes({ seed: 1, runs: 3, messages: 3 })
  const guarantee = 'at-least-once'
  await file.lab.crashRuns(from, to, { guarantee, plan })
  expect(inspect(await file.lab.crashRuns(from, to, { guarantee, plan }))).toBe(
    '3 runs: 0 lost a message, 1 repeated one',
  )
})

test('two guarantees at once do not get in each other’s way', async () => {
  const [from, to] = await topics(3)
  const plan = crashes({ seed: 1, runs: 3, messages: 3 })
  const [most, exact] = await Promise.all([
    file.lab.crashRuns(from, to, { guarantee: 'at-most-once', plan }),
    file.lab.crashRuns(from, to, { guarantee: 'exactly-once', plan }),
  ])
  expect(inspect(most)).toBe('3 runs: 1 lost a message, 0 repeated one')
  expect(inspect(exact)).toBe('3 runs: 0 lost a message, 0 repeated one')
})

test('the stop button ends the members and deletes the groups, and the next call works', async () => {
  const [from, to] = await topics()
  const plan = crashes({ seed: 6, runs: 60, messages: 6 })
  const { begun, onRun } = firstRun()
  const options = { guarantee: 'at-least-once', plan, atOnce: 3, onRun } as const
  const running = refusal(file.lab.crashRuns(from, to, options))
  await begun
  await button.presses('the runs to be interrupted')
  expect(await running).toMatch(/^Interrupted /)
  const again = await file.lab.crashRuns(from, to, { guarantee: 'at-least-once', plan: plan.slice(0, 3) })
  expect(again).toHaveLength(3)
  expect(file.state.apart.size).toBe(0)
})

test('topics are made fresh while interrupted runs come to their end: their members are no strangers', async () => {
  const [from, to] = await topics()
  const plan = crashes({ seed: 6, runs: 60, messages: 6 })
  const { begun, onRun } = firstRun()
  const running = refusal(
    file.lab.crashRuns(from, to, { guarantee: 'at-least-once', plan, atOnce: 3, onRun }),
  )
  await begun
  await button.presses('the runs to be interrupted')
  expect(await running).toMatch(/^Interrupted /)
  const made = await file.lab.provision([{ topic: from }, { topic: to }], { fresh: true })
  expect(made).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }])
  expect(file.state.apart.size).toBe(0)
})

test.each([
  ['made fresh', (to: string) => file.lab.provision([{ topic: to }], { fresh: true })],
  ['started over', () => file.lab.startOver()],
])('runs under way are ended when a topic of theirs is %s', async (how, end) => {
  const [from, to] = await topics()
  const plan = crashes({ seed: 6, runs: 60, messages: 6 })
  const { begun, onRun } = firstRun()
  const running = refusal(file.lab.crashRuns(from, to, { guarantee: 'exactly-once', plan, atOnce: 3, onRun }))
  await begun
  await end(to)
  expect(await running).toBe(
    `The crash runs from '${from}' to '${to}' were ended when ${how === 'made fresh' ? `${to} was made fresh` : 'the lab started over'}: run their cell again.`,
  )
  const { groups } = await file.state.connection.admin.listGroups()
  expect(groups.filter(({ groupId }) => groupId.includes('crash-runs'))).toEqual([])
})

test('what cannot be run is refused in a sentence', async () => {
  const [from, to] = await topics(3)
  const plan = crashes({ seed: 1, runs: 3, messages: 3 })
  const guarantee = 'exactly-once'
  const said = (options: object, topic = to): Promise<string> =>
    refusal(file.lab.crashRuns(from, topic, { guarantee, plan, ...options }))
  const cannot = `Cannot try crashes from '${from}' to '${to}'`
  expect(await refusal(file.lab.crashRuns(from, to, undefined as never))).toMatch(
    /with that guarantee: .+, found undefined\. Name one of these\.$/,
  )
  expect(await said({ guarantee: 'twice' })).toBe(
    `${cannot} with that guarantee: wanted 'at-most-once', 'at-least-once' or 'exactly-once', found 'twice'. Name one of these.`,
  )
  expect(await said({ plan: [] })).toBe(
    `${cannot} with plan []: wanted a list of crashes. Write plan: crashes({ seed: 6, runs: 36, messages: 6 }).`,
  )
  expect(await said({ plan: [{ run: 1, message: -1, point: 'before both' }] })).toBe(
    `${cannot} with that plan: wanted a whole number from 0 on for message, found -1. Make it with crashes({ … }).`,
  )
  expect(await said({ plan: [plan[0], plan[0]] })).toBe(
    `${cannot} with that plan: two of its crashes have the same run. Make it with crashes({ … }).`,
  )
  expect(await said({ atOnce: 0 })).toBe(
    `${cannot} with 0 at once: wanted a whole number from 1 on. Give atOnce like 12, or leave it out.`,
  )
  for (const sessionTimeoutMs of [0, 1.5, Number.NaN])
    expect(await said({ sessionTimeoutMs })).toBe(
      `${cannot} with a session time-out of ${sessionTimeoutMs}: wanted a whole number of ms from 1 on. Give sessionTimeoutMs like 1000, or leave it out.`,
    )
  for (const sessionTimeoutMs of [1_800_001, 1e12])
    expect(await said({ sessionTimeoutMs })).toBe(
      `Each member that crashes cannot join with a session time-out of ${sessionTimeoutMs} ms: these brokers accept at most 1800000 (group.max.session.timeout.ms). Give sessionTimeoutMs like 2000, or leave it out.`,
    )
  expect(await said({ onRun: 'x' })).toBe(
    `${cannot} with onRun 'x': wanted a function without arguments. Write onRun: () => done++, or leave it out.`,
  )
  expect(await said({}, from)).toBe(
    `Cannot try crashes from '${from}' to '${from}': the members would read what they send. Name another topic for what they send.`,
  )
  expect(await said({ plan: [{ run: 4, message: 3, point: 'before both' }] })).toBe(
    `${cannot}: run 4 is to crash at message 3, counted from 0, and '${from}' holds 3. Produce more, or plan for fewer messages.`,
  )
})
