import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import * as vocabulary from '../../src/index.js'
import { noSentence, odd, oddities } from './values.js'

// Some thousand calls; those that can be drawn are drawn.
vi.setConfig({ testTimeout: 120_000 })

// biome-ignore lint/suspicious/noExplicitAny: what a cell holds that has parsed some JSON.
type Loose = any
const { charts, ...rest } = vocabulary
const words: Loose = rest

const panel = { title: 'T', alt: 'A.', table: { columns: ['a'], rows: [['x']] } }
const place = { topic: 't', partition: 0, offset: 0 }
const none = { committed: {} }
const isLong = (value: unknown): boolean => typeof value === 'number' && value > 100

/** Every word of the vocabulary with something odd in one place, and what is right in all others. */
const calls: Readonly<Record<string, (value: Loose) => unknown>> = {
  'partitionFor(_)': (v) => words.partitionFor(v, 3),
  'partitionFor, partitions': (v) => words.partitionFor('a', v),
  'partitionsMoved(_)': (v) => words.partitionsMoved(v, { t: ['C1'] }),
  'partitionsMoved, owners': (v) => words.partitionsMoved({ t: v }, { t: v }),
  'readReceipts(_)': (v) => words.readReceipts(v, {}),
  'readReceipts, message': (v) => words.readReceipts([v], {}),
  'readReceipts, readers': (v) => words.readReceipts([place], v),
  'readReceipts, group': (v) => words.readReceipts([place], { alice: { group: v } }),
  'delivery(_)': (v) => words.delivery(v, [], none),
  'delivery, handled': (v) => words.delivery([], [v], none),
  'delivery, group': (v) => words.delivery([place], [], v),
  'delivery, options': (v) => words.delivery([], [], none, v),
  'delivery, deadLettered': (v) => words.delivery([], [], none, { deadLettered: [v] }),
  'gaps(_)': (v) => words.gaps(v),
  'gaps, event': (v) => words.gaps([v]),
  'gaps, options': (v) => words.gaps([], v),
  'crashes(_)': (v) => words.crashes(v),
  'crashes, runs': (v) => words.crashes({ seed: 1, runs: v, messages: 3 }),
  'deadLetter(_)': (v) => words.deadLetter(v),
  'retry(_)': (v) => words.retry(v),
  'retry, otherwise': (v) => words.retry({ otherwise: v }),
  'claim, statement': (v) => words.claim(v, 1, 1),
  'claim, observed': (v) => words.claim('s', v, v),
  'claim, expected': (v) => words.claim('s', 1, v),
  'atLeast(_)': (v) => words.claim('s', 1, words.atLeast(v)),
  'lessThan(_)': (v) => words.lessThan(v),
  'moreThan(_)': (v) => words.moreThan(v),
  'exercise, task': (v) => words.exercise(v, () => true),
  'exercise, check': (v) => words.exercise('t', v),
  'exercise, said': (v) => words.exercise('t', () => v),
  'live, draw': (v) => (typeof v === 'function' ? null : words.live(v, { until: () => true })),
  'live, drawn': (v) => words.live(() => v, { until: () => true }),
  'live, options': (v) => words.live(() => panel, v),
  'live, everyMs': (v) => words.live(() => panel, { until: () => true, everyMs: v }),
  // Text that the reader wrote is quoted whole.
  'measure(_)': (v) => (typeof v === 'string' ? null : words.measure(v, [], () => 1)),
  'measure, cases': (v) => words.measure('w', v, () => 1),
  'measure, case': (v) => words.measure('w', [v], () => 1),
  'measure, options': (v) => words.measure('w', [1], () => 1, v),
  'play(_)': (v) => words.play(v),
  'play, step': (v) => words.play({ title: 'T', alt: 'A.', steps: [v], left: 0 }),
  'predict(_)': (v) => words.predict(v, 1, 2),
  'predict, guess': (v) => words.predict('q', v, 2),
  'predict, answer': (v) => words.predict('q', 1, v),
  'predict, options': (v) => words.predict('q', 1, 2, v),
  'predict, misconception': (v) => words.predict('q', 1, 2, { misconceptions: [v] }),
  'progress(_)': (v) => words.progress(v, 1, () => 1),
  'progress, total': (v) => words.progress('w', v, () => 1),
  'progress, step': (v) => words.progress('w', 1, (step: Loose) => step(v)),
  'show(_)': (v) => words.show(v),
  'show, table': (v) => words.show({ ...panel, table: v }),
  'show, cell': (v) => words.show({ ...panel, table: { columns: ['a'], rows: [[v]] } }),
  'show, picture': (v) => words.show({ ...panel, picture: v }),
  'pause(_)': (v) => (isLong(v) ? null : words.pause(v)),
  'openDatabase(_)': (v) => words.openDatabase(v),
  'run(_)': (v) => (typeof v === 'string' && v.length > 300 ? null : words.openDatabase().run(v)),
  'run, value': (v) => words.openDatabase().run('select ?', v),
  'openLab, brokers': (v) => (v === undefined || v === 3 || v === 1 ? null : words.openLab({ brokers: v })),
  ...Object.fromEntries(
    Object.entries(charts as Readonly<Record<string, (...args: Loose[]) => Loose>>).flatMap(
      ([name, chart]) => [
        [`${name}(_)`, (v: Loose) => drawn(chart(v))],
        [`${name}, one`, (v: Loose) => drawn(chart([v], { partitions: 3, group: 'A' }))],
        [`${name}, by name`, (v: Loose) => drawn(chart({ __proto__: null, one: v }, { t: v }))],
        [`${name}, options`, (v: Loose) => drawn(chart([], v, v))],
      ],
    ),
  ),
}

/** Shows what came of a chart, or plays it. */
async function drawn(made: Loose): Promise<void> {
  if (!Array.isArray(made.steps)) await words.show(made)
  else if (made.steps.length > 0) await words.play(made)
}

/** Whether it does what it says, or says in a sentence why not; what it says when that is none. */
async function outcome(name: string, value: unknown): Promise<string | null> {
  return (async () => calls[name]?.(value))().then(
    () => null,
    (problem: unknown) => noSentence(problem),
  )
}

const names = Object.keys(calls)
afterAll(() => void words.openDatabase({ fresh: true }))

describe('a word of the vocabulary does what it says or refuses in a sentence', () => {
  test('what cells hold by mistake, each in each place', async () => {
    const faults: string[] = []
    for (const name of names)
      for (const [which, value] of Object.entries(oddities)) {
        const fault = await outcome(name, value)
        if (fault !== null) faults.push(`${name} of ${which}: ${fault}`)
      }
    expect(faults).toEqual([])
  })

  test('whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), odd, async (name, value) => {
        expect(await outcome(name, value)).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })
})
