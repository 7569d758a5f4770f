import type { Cell, Step } from './execution.js'
import type { WrongAnswer } from './mistakes.js'

/** An exercise: the cell for the answer, the check below it, and the solution folded below that. */
export interface Exercise {
  /** What the check calls it. */
  readonly task: string
  readonly answer: Cell
  readonly check: Cell
  readonly solution: string
}

/** The exercises of a notebook, in order. */
export function exercisesOf(cells: readonly Cell[]): Exercise[] {
  return cells.flatMap(({ index, source, tags }) => {
    const [answer, check] = [cells[index - 2], cells[index - 1]]
    if (!tags.includes('solution') || answer === undefined || check === undefined) return []
    return [
      {
        task: /^await exercise\((["'])(.*?)\1, /m.exec(check.source)?.[2] ?? '',
        answer,
        check,
        solution: /```ts\n([\s\S]*?)```/.exec(source)?.[1] ?? '',
      },
    ]
  })
}

/** Puts a wrong answer where the reader writes, and runs the check. */
export function stepsOf({ answer, check }: Exercise, wrong: WrongAnswer): Step[] {
  const code = answer.source.replace(/\/\/ your lines? here/, () => wrong.answer)
  return [{ cell: answer.index, code, mayFail: wrong.error !== undefined }, { cell: check.index }]
}

/** Puts the solution in place of the whole cell, and runs the check. */
export function solvingStepsOf({ answer, check, solution }: Exercise): Step[] {
  return [{ cell: answer.index, code: solution }, { cell: check.index }]
}
