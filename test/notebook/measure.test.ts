import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { measure, type Time } from '../../src/notebook/measure.js'
import { stopButton } from '../lab/interrupted.js'
import { shownWith, texts, thrown } from './shown.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const button = stopButton()
const takes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('measures each case once a round, after the warm-up, and counts only what is timed', async () => {
  const turns: number[] = []
  const run = async (ms: number, time: Time): Promise<number> => {
    turns.push(ms)
    await takes(1_000)
    await time(() => takes(ms))
    return 10
  }
  const measured = await measure('pauses', [50, 200], run)
  expect(turns).toEqual([50, 200, 50, 200, 50, 200, 50, 200])
  expect(measured).toEqual([
    { case: 50, perSecond: [200, 200, 200], median: 200, least: 200, most: 200 },
    { case: 200, perSecond: [50, 50, 50], median: 50, least: 50, most: 50 },
  ])
  expect(inspect(measured)).toMatch(/^pauses: messages a second, median of 3 rounds/)
})

it('leaves out the rounds of the warm-up, and returns each round', async () => {
  const durations = [1_000, 100, 200]
  const run = async (_: string, time: Time): Promise<number> => {
    await time(() => takes(durations.shift() ?? 0))
    return 1
  }
  const [only] = await measure('one', ['a'], run, { rounds: 2 })
  expect(only?.perSecond).toEqual([10, 5])
})

it('adds up what one run times in parts, and hands on what they return', async () => {
  const run = async (_: string, time: Time): Promise<number> => {
    const first = await time(async () => {
      await takes(50)
      return 3
    })
    return first + (await time(() => takes(150).then(() => 1)))
  }
  expect(await measure('parts', ['a'], run, { rounds: 1, warmUp: 0 })).toMatchObject([{ perSecond: [20] }])
})

it('counts once the time of parts that overlap', async () => {
  const run = async (_: string, time: Time): Promise<number> => {
    let [endFirst, endSecond] = [() => {}, () => {}]
    const first = new Promise<void>((resolve) => {
      endFirst = resolve
    })
    const second = new Promise<void>((resolve) => {
      endSecond = resolve
    })
    const both = Promise.all([time(() => first), time(() => second)])
    await takes(100)
    endFirst()
    await takes(50)
    endSecond()
    await both
    await takes(350)
    await time(() => takes(50))
    return 10
  }
  expect(await measure('parts', ['a'], run, { rounds: 1, warmUp: 0 })).toMatchObject([{ perSecond: [50] }])
})

it('says how far it is on a card', async () => {
  const sent = await shownWith(() =>
    measure('pauses', ['a', 'b'], async (_, time) => {
      await time(() => takes(100))
      return 1
    }),
  )
  expect(texts(sent)[0]).toBe('Measuring pauses: 0 of 8 (0 %), 0 s so far')
  expect(texts(sent).at(-1)).toBe('Measuring pauses: done: 8 of 8 (100 %) in 0.8 s')
})

it('ends with a sentence when the reader interrupts, and the turn under way is the last', async () => {
  let turns = 0
  let finish = (): void => {}
  const failing = thrown(() =>
    measure('pauses', ['a', 'b'], async (_, time) => {
      turns++
      await time(() => new Promise<void>((resolve) => (finish = resolve)))
      return 1
    }),
  )
  button.press()
  await takes(50)
  expect((await failing).message).toBe(
    "Interrupted while 'Measuring pauses' was at 0 of 8. What was begun may be carried out all the same.",
  )
  finish()
  await takes(1_000)
  expect(turns).toBe(1)
})

it('ends with a sentence when the reader interrupts and the turn under way is over at once', async () => {
  let turns = 0
  const run = async (_: string, time: Time): Promise<number> => {
    turns++
    button.press()
    await time(() => takes(1))
    return 1
  }
  expect((await thrown(() => measure('codecs', ['none', 'gzip'], run))).message).toBe(
    "Interrupted before codecs 'gzip' had its turn. Run the cell again to measure anew.",
  )
  expect(turns).toBe(1)
})

it('throws what a run throws', async () => {
  const own = new Error('the broker refused it')
  const failing = (): never => {
    throw own
  }
  expect(await thrown(() => measure('pauses', ['a'], failing))).toBe(own)
})

it('refuses a run that times nothing', async () => {
  expect((await thrown(() => measure('members', [5], () => 200))).message).toBe(
    'Cannot measure members 5: its run timed nothing. Write `await time(() => …)` around the part that counts.',
  )
})

it('refuses a run that does not await what it times', async () => {
  const run = (_: string, time: Time): number => {
    void time(() => new Promise(() => {}))
    return 200
  }
  expect((await thrown(() => measure('codecs', ['gzip'], run))).message).toBe(
    "Cannot measure codecs 'gzip': its run came back before what it times. Write `await time(…)`.",
  )
})

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, undefined, '7'])(
  'refuses a count of %j',
  async (count) => {
    const run = async (_: number, time: Time): Promise<number> => {
      await time(() => takes(1))
      return count as number
    }
    expect((await thrown(() => measure('members', [1], run))).message).toBe(
      `Cannot measure members 1: wanted its run to return how many messages were handled, a number above 0, found ${inspect(count)}. ` +
        'Look whether there was anything to handle, and return the count.',
    )
  },
)

it.each<[unknown, string]>([
  [[], '[]'],
  [5, '5'],
])('refuses cases that are none: %j', async (cases, found) => {
  expect((await thrown(() => measure('members', cases as number[], () => 1))).message).toBe(
    `Cannot measure members: wanted a list of cases, found ${found}. Name at least one, as in [1, 5].`,
  )
})

it('refuses a case that is named twice', async () => {
  expect((await thrown(() => measure('members', [1, 5, 1], () => 1))).message).toBe(
    'Cannot measure members: wanted cases that differ, found 1 twice. Name each once.',
  )
})

it.each<[object, string]>([
  [{ rounds: 0 }, 'from 1 on for rounds, found 0'],
  [{ rounds: 1.5 }, 'from 1 on for rounds, found 1.5'],
  [{ warmUp: -1 }, 'from 0 on for warmUp, found -1'],
])('refuses rounds that are no count: %j', async (options, said) => {
  expect((await thrown(() => measure('members', [1], () => 1, options))).message).toBe(
    `Cannot measure members: wanted a whole number ${said}. Leave it out for the default.`,
  )
})
