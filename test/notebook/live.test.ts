import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Panel } from '../../src/charts/chart.js'
import { type LiveOptions, live } from '../../src/notebook/live.js'
import { stopButton } from '../lab/interrupted.js'
import { shownWith, texts, thrown } from './shown.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const button = stopButton()

const panel = (title: string): Panel => ({ title, alt: 'alt', table: { columns: [], rows: [] } })

/** A promise and how to settle it. */
function open(): { promise: Promise<void>; resolve: () => void; reject: (problem: Error) => void } {
  const made = { resolve: () => {}, reject: (_: Error) => {} }
  const promise = new Promise<void>((resolve, reject) => Object.assign(made, { resolve, reject }))
  return { ...made, promise, resolve: () => made.resolve(), reject: (problem) => made.reject(problem) }
}

/** Draws the number of the picture. */
function counting(): () => Panel {
  let pictures = 0
  return () => panel(`picture ${++pictures}`)
}

const titles = (sent: Parameters<typeof texts>[0]): (string | undefined)[] =>
  texts(sent).map((text) => text.split('\n')[0])

it('draws at once, five times a second in one output, and once more when the promise is fulfilled', async () => {
  const over = open()
  const sent = await shownWith(async (sent) => {
    const ended = live(counting(), { until: over.promise })
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(999)
    expect(sent).toHaveLength(5)
    over.resolve()
    await vi.advanceTimersByTimeAsync(200)
    await ended
  })
  expect(titles(sent)).toEqual([1, 2, 3, 4, 5, 6].map((at) => `picture ${at}`))
  expect(sent.map(({ update }) => update)).toEqual([false, true, true, true, true, true])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
})

it('gives the time of the picture, and sends none that is like the one before', async () => {
  vi.setSystemTime(5_000)
  let asked = 0
  const seconds = (atMs: number): Panel => panel(`second ${Math.floor(atMs / 1_000)}`)
  const sent = await shownWith(async () => {
    const ended = live(seconds, { until: () => ++asked === 12 })
    await vi.advanceTimersByTimeAsync(2_200)
    await ended
  })
  expect(titles(sent)).toEqual(['second 5', 'second 6', 'second 7'])
})

it.each<[string, LiveOptions['until']]>([
  ['a function', () => true],
  ['a function that answers later', async () => true],
])('%s ends it', async (_, until) => {
  const sent = await shownWith(async () => {
    const ended = live(() => panel('all'), { until })
    await vi.advanceTimersByTimeAsync(200)
    await ended
  })
  expect(titles(sent)).toEqual(['all'])
})

it('goes on drawing while the function takes its time, and asks it once at a time', async () => {
  const answer = open()
  let asked = 0
  const until = async (): Promise<boolean> => {
    asked++
    await answer.promise
    return asked > 1
  }
  await shownWith(async (sent) => {
    const ended = live(counting(), { until })
    await vi.advanceTimersByTimeAsync(1_000)
    expect([asked, sent.length]).toEqual([1, 6])
    answer.resolve()
    await vi.advanceTimersByTimeAsync(600)
    await ended
    expect([asked, sent.length]).toEqual([2, 8])
  })
})

it('begins no picture while one is being drawn', async () => {
  const [over, drawn] = [open(), open()]
  let begun = 0
  const slow = async (): Promise<Panel> => {
    begun++
    await drawn.promise
    return panel(`picture ${begun}`)
  }
  const sent = await shownWith(async () => {
    const ended = live(slow, { until: over.promise })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(begun).toBe(1)
    over.resolve()
    drawn.resolve()
    await vi.advanceTimersByTimeAsync(200)
    await ended
  })
  expect(titles(sent)).toEqual(['picture 1', 'picture 2'])
})

it.each(['a promise', 'a function'])('throws what %s failed with, under the last picture', async (kind) => {
  const own = new Error('the group did not settle')
  const over = open()
  let problem: Error | undefined
  const sent = await shownWith(async () => {
    const until = kind === 'a promise' ? over.promise : () => over.promise.then(() => true)
    const failing = thrown(() => live(counting(), { until }))
    await vi.advanceTimersByTimeAsync(300)
    over.reject(own)
    await vi.advanceTimersByTimeAsync(200)
    problem = await failing
    await vi.advanceTimersByTimeAsync(1_000)
  })
  expect(problem).toBe(own)
  expect(titles(sent)).toEqual(['picture 1', 'picture 2', 'picture 3'])
})

it('throws what a function threw at once, under a picture', async () => {
  const own = new Error('no such group')
  let problem: Error | undefined
  const sent = await shownWith(async () => {
    const until = (): never => {
      throw own
    }
    problem = await thrown(() => live(counting(), { until }))
  })
  expect(problem).toBe(own)
  expect(titles(sent)).toEqual(['picture 1'])
})

it('throws what draw throws; the picture before it stays', async () => {
  const own = new Error('no such group')
  const draw = counting()
  let problem: Error | undefined
  const sent = await shownWith(async (sent) => {
    const until = Promise.reject(new Error('nobody hears of it'))
    const failing = thrown(() =>
      live(
        () => {
          if (sent.length === 1) throw own
          return draw()
        },
        { until: () => until.then(() => true) },
      ),
    )
    await vi.advanceTimersByTimeAsync(200)
    problem = await failing
  })
  expect(problem).toBe(own)
  expect(titles(sent)).toEqual(['picture 1'])
})

it('ends with a sentence when the reader interrupts; the last picture stays', async () => {
  let problem: Error | undefined
  const sent = await shownWith(async () => {
    const failing = thrown(() => live(counting(), { until: new Promise(() => {}) }))
    await vi.advanceTimersByTimeAsync(250)
    button.press()
    await vi.advanceTimersByTimeAsync(50)
    problem = await failing
    await vi.advanceTimersByTimeAsync(1_000)
  })
  expect(problem?.message).toBe(
    'Interrupted while a picture was live: it stays as it was drawn last. Run the cell again to go on.',
  )
  expect(titles(sent)).toEqual(['picture 1', 'picture 2'])
})

it('ends in a plain script too, where nothing is shown', async () => {
  const draw = vi.fn(() => panel('all'))
  const ended = live(draw, { until: Promise.resolve() })
  await vi.advanceTimersByTimeAsync(200)
  expect(await ended).toBeUndefined()
  expect(draw).toHaveBeenCalledTimes(2)
})

it('refuses what is no picture', async () => {
  const draw = () => 7 as unknown as Panel
  expect((await thrown(() => live(draw, { until: Promise.resolve() }))).message).toBe(
    'Cannot show the live picture: wanted a chart or a panel with a title, alternative text and a table, found 7. Make a chart of it first, as in show(charts.offsets(await lab.observe())).',
  )
})

it.each([199, 0, Number.NaN, Number.POSITIVE_INFINITY])('refuses a pace of %j ms', async (everyMs) => {
  const until = Promise.reject(new Error('nobody hears of it'))
  expect((await thrown(() => live(counting(), { until, everyMs }))).message).toBe(
    `Cannot draw a live picture every ${everyMs} ms: wanted a number from 200 on, since a page shows at most five pictures a second. ` +
      'Give everyMs like 500, or leave it out.',
  )
})

it.each([undefined, 5])('refuses %j for until', async (until) => {
  const options = { until } as unknown as LiveOptions
  expect((await thrown(() => live(counting(), options))).message).toBe(
    `Cannot show a live picture: wanted \`until\`, a promise or a function that answers true when it is over, found ${until}. ` +
      "Name one, as in live(draw, { until: lab.settled('A', { members: 2 }) }).",
  )
})

it('gives drawing no more than a fifth of the time', async () => {
  const [over, drawn] = [open(), open()]
  let begun = 0
  const sent = await shownWith(async () => {
    const slow = async (): Promise<Panel> => {
      begun++
      if (begun === 1) await drawn.promise
      return panel(`picture ${begun}`)
    }
    const ended = live(slow, { until: over.promise })
    await vi.advanceTimersByTimeAsync(300)
    drawn.resolve()
    await vi.advanceTimersByTimeAsync(1_199)
    expect(begun).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(begun).toBe(2)
    over.resolve()
    await vi.advanceTimersByTimeAsync(200)
    await ended
  })
  expect(titles(sent)).toEqual(['picture 1', 'picture 2', 'picture 3'])
})
