import { afterEach, expect, test, vi } from 'vitest'
import { pause, unlessInterrupted, WaitedTooLong, waitFor, watchButton } from '../src/wait.js'
import { failure } from './lab/with-lab.js'

const hooks = Symbol.for('kafka-groups-lab.onInterrupt')
const world = globalThis as { [hooks]?: Set<() => void> }

afterEach(() => {
  vi.useRealTimers()
  delete world[hooks]
})

test('the first answer that is not undefined ends the wait: null, 0 and false are answers', async () => {
  const answers = [undefined, undefined, null, 1]
  let asked = 0
  expect(await waitFor('an answer', () => answers[asked++], { everyMs: 1 })).toBeNull()
  expect(asked).toBe(3)
  expect(await waitFor('an answer', async () => 0)).toBe(0)
  expect(await waitFor('an answer', () => false)).toBe(false)
})

test('the time-out says how long it was, what was awaited, and what was seen last', async () => {
  let count = 0
  const probe = (saw: (seen: string) => void): undefined => saw(`${Math.min(++count, 3)} of 5`) as undefined
  const { message } = await failure(waitFor('five members', probe, { timeoutMs: 40, everyMs: 1 }))
  expect(message).toMatch(/^Waited \d+\.\d s for five members; last seen: 3 of 5\.$/)
  const blind = await failure(waitFor('a sign', () => undefined, { timeoutMs: 0 }))
  expect(blind.message).toMatch(/^Waited \d+\.\d s for a sign; last seen: nothing yet\.$/)
})

test('a probe that never answers ends the wait half a minute after its time', async () => {
  vi.useFakeTimers()
  const never = vi.fn((saw: (seen: string) => void) => {
    if (never.mock.calls.length < 3) return undefined
    saw('a broker that says nothing')
    return new Promise<undefined>(() => {})
  })
  const waiting = failure(waitFor('five members', never, { timeoutMs: 10_000 }))
  await vi.advanceTimersByTimeAsync(39_999)
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  const found = await waiting
  expect(found).toBeInstanceOf(WaitedTooLong)
  expect(found.message).toBe(
    'Waited 40.0 s for five members; last seen: a broker that says nothing, and the next look has not come back.',
  )
  expect(never).toHaveBeenCalledTimes(3)
  expect(vi.getTimerCount()).toBe(0)
})

test('a probe that throws ends the wait with its own error', async () => {
  const own = new Error('the group is gone')
  const found = await failure(
    waitFor('a group', () => {
      throw own
    }),
  )
  expect(found).toBe(own)
})

test("the stop button rejects the wait with a sentence, and the wait's hook is gone afterwards", async () => {
  const set = new Set<() => void>()
  world[hooks] = set
  let asked = 0
  const waiting = waitFor('group A to settle', (saw) => {
    saw('PreparingRebalance')
    if (++asked === 2) for (const hook of set) hook()
    return undefined
  })
  expect((await failure(waiting)).message).toBe(
    'Interrupted while waiting for group A to settle; last seen: PreparingRebalance.',
  )
  expect(set.size).toBe(0)
})

test('a wait leaves no hook behind when it ends by an answer or by a throw', async () => {
  const set = new Set<() => void>()
  world[hooks] = set
  await waitFor('an answer', () => set.size)
  await failure(
    waitFor('a throw', () => {
      throw new Error('no')
    }),
  )
  expect(set.size).toBe(0)
})

test('an answer counts, also when the stop button was pressed while it was on its way', async () => {
  const set = new Set<() => void>()
  world[hooks] = set
  const answer = await waitFor('an answer', () => {
    for (const hook of set) hook()
    return 'there'
  })
  expect(answer).toBe('there')
})

test('a wait that nobody waits for in a cell goes on when the stop button is pressed', async () => {
  const set = new Set<() => void>()
  world[hooks] = set
  let asked = 0
  const probe = (): string | undefined => {
    for (const hook of set) hook()
    return ++asked === 3 ? 'there' : undefined
  }
  expect(await waitFor('an answer', probe, { background: true })).toBe('there')
})

test('work that cannot be asked is waited for until the stop button is pressed', async () => {
  const set = new Set<() => void>()
  world[hooks] = set
  expect(await unlessInterrupted('the work', Promise.resolve(7))).toBe(7)
  const waiting = failure(unlessInterrupted('the work', new Promise(() => {})))
  for (const hook of set) hook()
  expect((await waiting).message).toBe(
    'Interrupted during the work. What it had asked of Kafka may be carried out all the same.',
  )
  expect(set.size).toBe(0)
})

test('what a wait inside of the work says of the interruption comes first', async () => {
  const set = new Set<() => void>()
  world[hooks] = set
  const waiting = failure(
    unlessInterrupted(
      'the work',
      waitFor('a sign', () => undefined),
    ),
  )
  for (const hook of set) hook()
  expect((await waiting).message).toBe('Interrupted while waiting for a sign; last seen: nothing yet.')
})

test('pause lets the time pass that was asked for', async () => {
  const started = performance.now()
  await pause(30)
  expect(performance.now() - started).toBeGreaterThanOrEqual(29)
})

test('the stop button is watched until the watching ends', () => {
  const set = new Set<() => void>()
  world[hooks] = set
  const [one, other] = [watchButton(), watchButton()]
  other.end()
  expect(one.pressed).toBe(false)
  for (const hook of set) hook()
  expect([one.pressed, other.pressed]).toEqual([true, false])
  one.end()
  expect(set.size).toBe(0)
})

test.each<[unknown, string]>([
  [Number.NaN, 'NaN'],
  [-1, '-1'],
  [2 ** 31, '2147483648'],
  ['5', "'5'"],
])('a pause of %j is refused', async (ms, found) => {
  expect((await failure(pause(ms as number))).message).toBe(
    `Cannot pause for ${found} ms: wanted a number from 0 to 2147483647.`,
  )
})
