import { bodies, type Cell, type CellRun, type Step } from './execution.js'
import type { Mistakes } from './mistakes.js'

/** Something that a reader tries: cells that are run, and what each is to bring. */
export interface Attempt {
  readonly what: string
  readonly steps: readonly Step[]
  readonly wanted: readonly (string | null)[]
  /** What may come in place of the last that is wanted, on a machine that is too busy. */
  readonly late?: string | undefined
}

/**
 * What a run of a cell brought to a reader who tries: its error, what a check or a mark said, or null; a guess that is
 * still open brings nothing. A time that was measured or waited is told as `N ms` or `N s`, as it is another one in each run.
 */
export function outcomeOf(run: CellRun): string | null {
  const marks = bodies<{ solved: boolean; said: string }>([run], exerciseMime)
  const replies = bodies<{ right: boolean | null; misconception: string | null }>([run], predictMime)
  const said = [
    ...marks.map(({ solved, said }) => (solved ? 'solved' : said)),
    ...replies
      .filter(({ right }) => right !== null)
      .map(({ right, misconception }) => (right ? 'right' : (misconception ?? 'wrong'))),
  ]
  const brought = run.error ?? (said.length > 0 ? said.join() : null)
  return brought?.replace(/\b\d+ ms\b/g, 'N ms').replace(/\b\d+\.\d s\b/g, 'N s') ?? null
}

/** The tasks of a notebook's exercises, as their checks say them, in order. */
export function tasksOf(cells: readonly Cell[]): string[] {
  return exercisesOf(cells).map(({ task }) => task)
}

/** The names of all misconceptions for which a notebook has an answer, in order. */
export function misconceptionsOf(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ source }) =>
    [...source.matchAll(/\{ guess: .*?, name: (["'`])(.*?)\1, /g)].map(([, , name = '']) => name),
  )
}

/**
 * What a reader does who tries everything, in order. The first cell, and the check of each exercise, too early. Then the
 * lesson from the top: at each exercise every wrong answer with its check, and the solution, from which the lesson goes on
 * to the end. At last the guesses; `right` has the right one, as code, for the constant that holds it.
 */
export function attemptsAt(
  cells: readonly Cell[],
  { answers, guesses, early }: Mistakes,
  right: Readonly<Record<string, string>>,
): Attempt[] {
  const exercises = exercisesOf(cells)
  const code = cells.filter(({ type }) => type === 'code')
  return [
    ...code.slice(0, 1).map(cellOf),
    ...exercises.map(({ task, check }, at) => ({
      what: `${task}: before the lesson`,
      steps: [{ cell: check.index, mayFail: true }],
      wanted: [early[at] ?? null],
    })),
    ...code.flatMap((cell) => {
      if (exercises.some(({ check }) => check === cell)) return []
      const exercise = exercises.find(({ answer }) => answer === cell)
      return exercise === undefined ? [cellOf(cell)] : answersTo(exercise, answers)
    }),
    ...Object.entries(right).flatMap(([name, value]) => [
      ...Object.entries(guesses[name] ?? {}).map(([wrong, idea]) => guessOf(cells, name, wrong, idea)),
      guessOf(cells, name, value, 'right'),
    ]),
  ]
}

const exerciseMime = 'application/vnd.kafka-groups-lab.exercise+json'
const predictMime = 'application/vnd.kafka-groups-lab.predict+json'

/** Where the reader writes, in a cell that is not to be changed otherwise. */
const here = /\/\/ your lines? here/

/** The cell for the answer, the check below it, and the solution folded below that. */
interface Exercise {
  readonly task: string
  readonly answer: Cell
  readonly check: Cell
  readonly solution: string
}

function exercisesOf(cells: readonly Cell[]): Exercise[] {
  return cells.flatMap(({ index, source, tags }) => {
    const [answer, check] = [cells[index - 2], cells[index - 1]]
    if (!tags.includes('solution') || answer === undefined || check === undefined) return []
    const task = /^await exercise\((["'`])(.*?)\1, /m.exec(check.source)?.[2] ?? ''
    return [{ task, answer, check, solution: /```ts\n([\s\S]*?)```/.exec(source)?.[1] ?? '' }]
  })
}

/** A cell as it stands, which brings no error. */
function cellOf({ index }: Cell): Attempt {
  return { what: `cell ${index}`, steps: [{ cell: index }], wanted: [null] }
}

/**
 * A wrong answer stands where the reader writes, and in place of the whole cell where that has no such comment because
 * it is to be changed; none leaves the cell as it is. The solution, as it would be pasted, is the whole cell.
 */
function answersTo({ task, answer, check, solution }: Exercise, answers: Mistakes['answers']): Attempt[] {
  const wrong = (answers[task] ?? []).map(({ mistake, answer: text, error, said, saidLate }) => {
    const code = here.test(answer.source) ? answer.source.replace(here, () => text) : text || answer.source
    return {
      what: `${task}: ${mistake}`,
      steps: [{ cell: answer.index, code, mayFail: error !== undefined }, { cell: check.index }],
      wanted: [error ?? null, said],
      late: saidLate,
    }
  })
  const steps = [{ cell: answer.index, code: solution }, { cell: check.index }]
  return [...wrong, { what: `${task}: the solution`, steps, wanted: [null, 'solved'] }]
}

function guessOf(cells: readonly Cell[], name: string, value: string, wanted: string): Attempt {
  const asked = cells.find(({ source }) => new RegExp(`^const ${name}(: .*)? = null //`).test(source))
  const marked = cells.findIndex(({ source }) => new RegExp(`^predict\\(.*\\b${name}\\b`, 'm').test(source))
  const code = asked?.source.replace('= null', () => `= ${value}`)
  const steps = [{ cell: asked?.index ?? -1, code }, { cell: marked }]
  return { what: `${name}: ${value}`, steps, wanted: [null, wanted] }
}
