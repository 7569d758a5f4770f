import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bodies, type Cell, type CellRun, cellsOf, execute } from './execution.js'

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

  test('takes the solution of each exercise and the right guesses, and nothing less', {
    timeout: 480_000,
  }, async ({ expect }) => {
    const exercises = exercisesOf(cells)
    const solved = exercises.flatMap(({ answer, check, solution }) => [
      { cell: answer, code: solution },
      { cell: check },
    ])
    const guessed = right.map(([guess, value]) => ({
      cell: cells.findIndex(({ source }) => source.startsWith(`const ${guess} = null //`)),
      code: `const ${guess} = ${value}`,
    }))
    const marked = code.filter(({ cell }) => /^predict\(/m.test(cells[cell]?.source ?? ''))
    const runs = await execute(path, [...code, ...solved, ...guessed, ...marked])
    expect(runs.filter(({ error }) => error !== null)).toEqual([])
    const answers = bodies<{ right: boolean | null }>(runs.slice(-marked.length), predictMime)
    expect(marked.length === 0 ? [] : answers.map((answer) => answer.right)).toEqual(right.map(() => true))
    const marks = bodies<{ task: string; solved: boolean; said: string | null }>(runs, exerciseMime)
    expect(exercises.length).toBeGreaterThanOrEqual(2)
    expect(marks.slice(0, exercises.length).map(({ solved }) => solved)).toEqual(exercises.map(() => false))
    expect(marks.slice(exercises.length)).toEqual(
      marks.slice(0, exercises.length).map(({ task }) => ({ task, solved: true, said: null })),
    )
  })
})

/** An exercise: the cell for the answer, the check below it, and the solution folded below that. */
interface Exercise {
  readonly answer: number
  readonly check: number
  readonly solution: string
}

function exercisesOf(cells: readonly Cell[]): Exercise[] {
  return cells
    .filter(({ tags }) => tags.includes('solution'))
    .map(({ index, source }) => ({
      answer: index - 2,
      check: index - 1,
      solution: /```ts\n([\s\S]*?)```/.exec(source)?.[1] ?? '',
    }))
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
