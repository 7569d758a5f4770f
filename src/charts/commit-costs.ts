import { aCount, aText, fieldsOf, listOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { commitCostsScene } from './commit-costs-scene.js'
import { type Drawable, mustBeDrawable } from './drawable.js'
import { count, counted, listed } from './words.js'

/** What one way to commit cost, over the same messages and with a crash in the same place. */
export interface CommitCost {
  /** When it commits, in words. */
  readonly strategy: string
  /** Commits that the coordinator confirmed. */
  readonly commits: number
  /** Messages that came again after the crash. */
  readonly redelivered: number
  /** Messages handled in all. */
  readonly messages: number
}

const DRAWN: Drawable = {
  what: 'the costs of committing',
  shape: listOf(fieldsOf({ strategy: aText, commits: aCount, redelivered: aCount, messages: aCount })),
  wanted: 'rows of costs',
  write: "charts.commitCosts([{ strategy: 'each', commits: 10, redelivered: 0, messages: 10 }])",
}

/**
 * What commit strategies cost: for each, the commits confirmed beside the messages that a crash brought back.
 *
 *     await show(charts.commitCosts([{ strategy: 'every 10 messages', commits: 10, redelivered: 7, messages: 100 }]))
 */
export function commitCosts(rows: readonly CommitCost[]): Chart {
  mustBeDrawable(rows, DRAWN)
  const title = 'What committing costs: commits against redelivery'
  const said = rows.map(({ strategy, commits, redelivered, messages }) => {
    return `${strategy}: ${counted(commits, 'commit')}, ${count(redelivered)} of ${counted(messages, 'message')} redelivered`
  })
  return {
    title,
    alt: said.length === 0 ? 'No strategy has been run yet.' : `After a crash, ${listed(said)}.`,
    table: {
      columns: ['strategy', 'messages', 'commits confirmed', 'messages redelivered after a crash'],
      rows: rows.map(({ strategy, messages, commits, redelivered }) => [
        strategy,
        messages,
        commits,
        redelivered,
      ]),
    },
    picture: { kind: 'plot', scene: commitCostsScene(title, rows) },
  }
}
