import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { attemptsAt, misconceptionsOf, outcomeOf, tasksOf } from './attempts.js'
import { bodies, type CellRun, cellsOf, execute } from './execution.js'
import { mistakes } from './mistakes.js'

/** How many claims each lesson makes when it is run once: a lesson that loses one fails. */
const claims: Readonly<Record<string, number>> = {
  '00-start-here.ipynb': 16,
  '01-keys-and-partitions.ipynb': 27,
  '02-two-groups.ipynb': 35,
  '03-one-group.ipynb': 19,
  '04-rebalancing.ipynb': 16,
  '05-acknowledging.ipynb': 36,
  '06-delivery-guarantees.ipynb': 20,
  '07-throughput.ipynb': 12,
  '08-chat-rooms.ipynb': 15,
  '09-two-services.ipynb': 8,
  '10-replicas-and-failover.ipynb': 17,
  '11-queues.ipynb': 23,
}

/** The right guesses for all predictions of a lesson, by the name of the constant that holds each. */
const guesses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '01-keys-and-partitions.ipynb': {
    usersOnFullest: '7',
    ordersOn: '[1, 1, 0]',
    partitionsOfHotKey: '1',
    usersThatStay: '1',
  },
  '03-one-group.ipynb': {
    sizesOfThree: '[2, 1, 1]',
    membersWithWork: '1',
    sizesOfFive: '[1, 1, 1, 1, 0]',
  },
  '04-rebalancing.ipynb': {
    c3sPartitions: "'after the session time-out'",
    membersThatStop: '3',
  },
  '05-acknowledging.ipynb': {
    committedBySkipping: '10',
    comeTwice: '6',
  },
  '06-delivery-guarantees.ipynb': { receiptsOfOrder2: '0', receiptsThen: '2', receiptsInTheEnd: '1' },
  '07-throughput.ipynb': { timesAsFast: "'about'", biggestStep: "'4 to 5'" },
  '08-chat-rooms.ipynb': { seenByAlice: '4', readByBob: '5' },
  '10-replicas-and-failover.ipynb': {
    missingAfterKill: '0',
    survivors: '0',
    writeWithTwoDown: "'refused'",
  },
  '11-queues.ipynb': { comesNext: '[3]', packersWithWork: '3' },
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

  // The walks run each lesson from the top once more, in a kernel that has seen everything in any order.
  test('runs from top to bottom, each cell twice in a row', {
    timeout: 480_000,
  }, async ({ expect }) => {
    const runs = await execute(
      path,
      code.flatMap((each) => [each, each]),
    )
    expect(runs.filter(({ error }) => error !== null)).toEqual([])
    expect(runs.length).toBe(2 * code.length)
    expect(stderrOf(runs)).toBe('')
    const made = bodies<{ statement: string; holds: boolean }>(runs, claimMime)
    expect(made.filter(({ holds }) => !holds)).toEqual([])
    const first = runs.filter((_, at) => at % 2 === 0)
    expect(bodies(first, claimMime).length).toBe(count)
    expect(made.length).toBe(2 * count)
    const asked = bodies<{ right: boolean | null }>(runs, predictMime)
    expect(asked.length).toBe(2 * right.length)
    expect(asked.filter(({ right }) => right !== null)).toEqual([])
    expect(picturesWithoutFallback(runs)).toEqual([])
    expect(bodies<{ solved: boolean }>(runs, exerciseMime).filter(({ solved }) => solved)).toEqual([])
  })

  test('names the mistake in each wrong answer and guess, and then takes the solution and the right guess', {
    timeout: 480_000,
  }, async ({ expect }) => {
    const known = mistakes[name] ?? { answers: {}, guesses: {}, early: [] }
    const { answers, guesses: ideas } = known
    expect(Object.keys(answers)).toEqual(tasksOf(cells))
    expect(tasksOf(cells).length).toBeGreaterThanOrEqual(2)
    expect(Object.values(answers).filter(([first]) => first?.answer !== '')).toEqual([])
    expect(Object.keys(ideas)).toEqual(Object.keys(guesses[name] ?? {}))
    expect(Object.values(ideas).flatMap(Object.values).sort()).toEqual(misconceptionsOf(cells).sort())
    const attempts = attemptsAt(cells, known, guesses[name] ?? {})
    const runs = await execute(
      path,
      attempts.flatMap(({ steps }) => steps),
    )
    const outcomes = runs.map(outcomeOf)
    const found = attempts.map(({ what, steps, wanted, late }) => {
      const came = outcomes.splice(0, steps.length)
      return { what, wanted: came.map((said, at) => (said === late ? wanted[at] : said)) }
    })
    expect(found).toEqual(attempts.map(({ what, wanted }) => ({ what, wanted })))
  })
})

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
