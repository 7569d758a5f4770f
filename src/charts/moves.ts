import { aCount, aText, fieldsOf, listOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { type Drawable, mustBeDrawable } from './drawable.js'
import { type MovesGrid, movesScene } from './moves-scene.js'
import { counted, listed } from './words.js'

/** How many partitions one assignor moved to another member at one step of a story. */
export interface MovesRow {
  readonly assignor: string
  /** What happened to the group, '+C2' or '−C2'. */
  readonly step: string
  readonly moved: number
}

const DRAWN: Drawable = {
  what: 'the moves',
  shape: listOf(fieldsOf({ assignor: aText, step: aText, moved: aCount })),
  wanted: 'rows of moves',
  write: "charts.moves([{ assignor: 'range', step: 'C2 joins', moved: 3 }])",
}

/**
 * Partitions moved, for each assignor at each step and in total: a row an assignor, a column a step.
 *
 *     await show(charts.moves([{ assignor: 'sticky', step: '+C2', moved: 3 }]))
 *
 * Throws a sentence when an assignor has two numbers for one step.
 */
export function moves(rows: readonly MovesRow[]): Chart {
  mustBeDrawable(rows, DRAWN)
  const steps = [...new Set(rows.map(({ step }) => step))]
  const assignors = [...new Set(rows.map(({ assignor }) => assignor))]
  const lines = assignors.map((assignor) => {
    const own = rows.filter((row) => row.assignor === assignor)
    const moved = steps.map((step) => movedAt(own, step))
    return { assignor, moved, total: own.reduce((sum, row) => sum + row.moved, 0) }
  })
  const grid: MovesGrid = { steps, lines }
  const title = 'Partitions moved to another member'
  return {
    title,
    alt: finding(grid),
    table: {
      columns: ['assignor', ...steps, 'total'],
      rows: lines.map(({ assignor, moved, total }) => [assignor, ...moved, total]),
      missing: 'not run',
    },
    picture: { kind: 'plot', scene: movesScene(title, grid) },
  }
}

function movedAt(rows: readonly MovesRow[], step: string): number | null {
  const [first, second] = rows.filter((row) => row.step === step)
  if (first && second)
    throw new Error(
      `Cannot draw the partitions moved: wanted one number for '${first.assignor}' at step '${step}', found ${first.moved} and ${second.moved}. Give each step of the story a name of its own.`,
    )
  return first?.moved ?? null
}

function finding({ lines }: MovesGrid): string {
  if (lines.length === 0) return 'No assignor has been run yet.'
  const said = lines.map(({ assignor, moved, total }) => {
    return `${assignor} moved ${counted(total, 'partition')} (${moved.map((one) => one ?? 'not run').join(', ')})`
  })
  const least = Math.min(...lines.map(({ total }) => total))
  const fewest = lines.filter(({ total }) => total === least).map(({ assignor }) => assignor)
  const judged =
    fewest.length === lines.length || lines.some(({ moved }) => moved.includes(null))
      ? ''
      : ` Fewest: ${listed(fewest)}.`
  return `In total, ${listed(said)}.${judged}`
}
