import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bodies, type Cell, type CellRun, cellsOf, execute, type Step } from './execution.js'
import { exercisesOf, solvingStepsOf, stepsOf } from './exercises.js'
import { mistakes } from './mistakes.js'

/** How many claims each lesson makes when it is run once: a lesson that loses one fails. */
const claims: Readonly<Record<string, number>> = {
  '00-start-here.ipynb': 16,
  '01-keys-and-partitions.ipynb': 27,
  '02-two-groups.ipynb': 35,
}

/** The right guesses for all predictions of a lesson, by the name of the constant that holds each. */
const guesses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '01-keys-and-partitions.ipynb': {
    usersOnFullest: '7',
    ordersOn: '[1, 1, 0]',
    partitionsOfHotKey: '1',
    usersThatStay: '1',
  },
}

const claimMime = 'application/vnd.kafka-groups-lab.claim+json'
const predictMime = 'application/vnd.kafka-groups-lab.predict+json'
const exerciseMime = 'application/vnd.kafka-groups-lab.exercise+json'

test('every notebook has its number of claims here', () => {
  expect(readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'))).toEqual(Object.keys(claims))
})

describe.concurrent.each(Object.entries(claims))('%s', (name, count) => {
  const path = `notebooks/${name}`
  const cells = cellsOf(path)
  const right = Object.entries(guesses[name] ?? {})
  const code = cells.filter(({ type }) => type === 'code').map(({ index }) => ({ cell: index }))

  test('runs from top to bottom, a second time in the same kernel, and then each cell twice in a row', {
    timeout: 480_000,
  }, async ({ expect }) => {
    const runs = await execute(path, [...code, ...code, ...code.flatMap((each) => [each, each])])
    expect(runs.filter(({ error }) => error !== null)).toEqual([])
    expect(runs.length).toBe(4 * code.length)
    expect(stderrOf(runs)).toBe('')
    const made = bodies<{ statement: string; holds: boolean }>(runs, claimMime)
    expect(made.filter(({ holds }) => !holds)).toEqual([])
    expect(bodies(runs.slice(0, code.length), claimMime).length).toBe(count)
    expect(made.length).toBe(4 * count)
    const asked = bodies<{ right: boolean | null }>(runs, predictMime)
    expect(asked.length).toBe(4 * right.length)
    expect(asked.filter(({ right }) => right !== null)).toEqual([])
    expect(picturesWithoutFallback(runs)).toEqual([])
    expect(bodies<{ solved: boolean }>(runs, exerciseMime).filter(({ solved }) => solved)).toEqual([])
  })

  test('names the mistake in each wrong answer and guess, and then takes the solution and the right guess', {
    timeout: 480_000,
  }, async ({ expect }) => {
    const { answers, guesses: wrongGuesses } = mistakes[name] ?? { answers: {}, guesses: {} }
    const exercises = exercisesOf(cells)
    expect(exercises.length).toBeGreaterThanOrEqual(2)
    expect(exercises.map(({ task }) => task)).toEqual(Object.keys(answers))
    expect(Object.values(answers).filter(([first]) => first?.answer !== '')).toEqual([])
    const tried = exercises.flatMap((each) => [
      ...(answers[each.task] ?? []).flatMap((wrong) => stepsOf(each, wrong)),
      ...solvingStepsOf(each),
    ])
    const guessed = right.flatMap(([guess, value]) => [
      ...Object.keys(wrongGuesses[guess] ?? {}).flatMap((wrong) => guessingSteps(cells, guess, wrong)),
      ...guessingSteps(cells, guess, value),
    ])
    const runs = await execute(path, [...code, ...tried, ...guessed])

    const wrong = exercises.flatMap(({ task }) => answers[task] ?? [])
    expect(runs.flatMap(({ error }) => error ?? [])).toEqual(wrong.flatMap(({ error }) => error ?? []))
    const marks = bodies<Mark>(runs, exerciseMime).slice(exercises.length)
    const wanted = exercises.flatMap(({ task }) => [
      ...(answers[task] ?? []).map(({ mistake, said }) => ({ mistake, task, solved: false, said })),
      { mistake: 'none', task, solved: true, said: null },
    ])
    expect(marks.map((mark, at) => ({ mistake: wanted[at]?.mistake, ...mark }))).toEqual(wanted)

    const replies = bodies<{ right: boolean; misconception: string | null }>(runs, predictMime)
    const misconceptions = right.flatMap(([guess]) => [...Object.values(wrongGuesses[guess] ?? {}), null])
    expect(replies.slice(right.length)).toMatchObject(
      misconceptions.map((misconception) => ({ right: misconception === null, misconception })),
    )
    expect(misconceptions.filter((each) => each !== null).sort()).toEqual(misconceptionsNamed(cells).sort())
  })
})

/** What a check says. */
interface Mark {
  readonly task: string
  readonly solved: boolean
  readonly said: string | null
}

/** Puts a guess in place of null, and has it marked. */
function guessingSteps(cells: readonly Cell[], guess: string, value: string): Step[] {
  const asked = cells.findIndex(({ source }) => source.startsWith(`const ${guess} = null //`))
  const marked = cells.findIndex(({ source }) => new RegExp(`^predict\\(.*\\b${guess}\\b`, 'm').test(source))
  return [{ cell: asked, code: `const ${guess} = ${value}` }, { cell: marked }]
}

function misconceptionsNamed(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ source }) =>
    [...source.matchAll(/\{ guess: .*?, name: '(.*?)'/g)].map(([, name = '']) => name),
  )
}

function stderrOf(runs: readonly CellRun[]): string {
  return runs
    .flatMap(({ outputs }) => outputs)
    .filter(({ name }) => name === 'stderr')
    .map(({ text }) => text)
    .join('')
}

/** A picture has to be seen in an export and in a terminal too. */
function picturesWithoutFallback(runs: readonly CellRun[]): unknown[] {
  return runs
    .flatMap(({ outputs }) => outputs)
    .filter(({ output_type }) => output_type === 'display_data')
    .filter(({ data = {} }) => !('text/plain' in data) || !('text/html' in data || 'image/svg+xml' in data))
}
