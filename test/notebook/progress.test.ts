import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { progress, type Step } from '../../src/notebook/progress.js'
import { stopButton } from '../lab/interrupted.js'
import { shownWith, texts, thrown } from './shown.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const button = stopButton()

/** Ten steps of 100 ms. */
async function tenSteps(step: Step): Promise<string> {
  for (let at = 0; at < 10; at++) {
    await vi.advanceTimersByTimeAsync(100)
    step(500)
  }
  return 'the result'
}

it('says how far it is in one output, at most five times a second, and returns what the work returns', async () => {
  let result: unknown
  const sent = await shownWith(async () => {
    result = await progress('Producing', 5000, tenSteps)
  })
  expect(result).toBe('the result')
  expect(texts(sent)).toEqual([
    'Producing: 0 of 5,000 (0 %), 0 s so far',
    'Producing: 1,000 of 5,000 (20 %), 0 s so far',
    'Producing: 2,000 of 5,000 (40 %), 0 s so far',
    'Producing: 3,500 of 5,000 (70 %), 0 s so far',
    'Producing: 4,500 of 5,000 (90 %), 1 s so far',
    'Producing: done: 5,000 of 5,000 (100 %) in 1.0 s',
  ])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  expect(sent.map(({ update }) => update)).toEqual([false, true, true, true, true, true])
})

it('is silent after its end', async () => {
  const sent = await shownWith(async (sent) => {
    await progress('Producing', 5000, tenSteps)
    const said = sent.length
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toHaveLength(said)
  })
  expect(texts(sent).at(-1)).toMatch(/^Producing: done/)
})

it('counts one by default, and takes work that does not wait', async () => {
  const sent = await shownWith(() =>
    progress('Counting', 3, (step) => {
      step()
      step()
    }),
  )
  expect(texts(sent)).toEqual([
    'Counting: 0 of 3 (0 %), 0 s so far',
    'Counting: done: 2 of 3 (66 %) in 0.0 s',
  ])
})

it('says how far it came when the work throws, and throws the same', async () => {
  const own = new Error('the broker refused it')
  let problem: unknown
  const sent = await shownWith(async () => {
    problem = await thrown(() =>
      progress('Producing', 5000, async (step) => {
        step(1500)
        throw own
      }),
    )
  })
  expect(problem).toBe(own)
  expect(texts(sent).at(-1)).toBe('Producing: stopped at 1,500 of 5,000 (30 %) after 0.0 s')
})

it('ends with a sentence when the reader interrupts; later steps change nothing', async () => {
  let go: Step = () => {}
  let problem: Error | undefined
  const sent = await shownWith(async (sent) => {
    const failing = thrown(() =>
      progress('Producing', 5000, (step) => {
        go = step
        step(1500)
        return new Promise(() => {})
      }),
    )
    button.press()
    await vi.advanceTimersByTimeAsync(50)
    problem = await failing
    const said = sent.length
    go(500)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toHaveLength(said)
  })
  expect(problem?.message).toBe(
    "Interrupted while 'Producing' was at 1,500 of 5,000. What was begun may be carried out all the same.",
  )
  expect(texts(sent).at(-1)).toBe('Producing: stopped at 1,500 of 5,000 (30 %) after 0.1 s')
})

it('works where nothing can be shown', async () => {
  expect(await progress('Producing', 5000, tenSteps)).toBe('the result')
})

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5000'])('refuses a total of %j', async (total) => {
  const found = typeof total === 'string' ? `'${total}'` : total
  const { message } = await thrown(() => progress('Producing', total as number, tenSteps))
  expect(message).toBe(
    `Cannot show the progress of 'Producing': wanted a total above 0, found ${found}. Count what there is to do first.`,
  )
})

it('refuses a step that is no count', async () => {
  const { message } = await thrown(() => progress('Producing', 5000, (step) => step(-1)))
  expect(message).toBe(
    "Cannot count a step of 'Producing': wanted how many more are done, a number from 0 on, found -1.",
  )
})
