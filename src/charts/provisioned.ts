import { aNumber, aText, fieldsOf, listOf } from '../model/shape.js'
import { differencesLine, type Provisioned } from '../model/topic-plan.js'
import type { Panel } from './chart.js'
import { type Drawable, mustBeDrawable } from './drawable.js'
import { counted, listed } from './words.js'

const plural = { created: 'created', exists: 'exist', differs: 'differ' } as const

const difference = fieldsOf({ what: aText, wanted: aText, found: aText })

const DRAWN: Drawable = {
  what: 'what was provisioned',
  shape: listOf(fieldsOf({ topic: aText, outcome: aText, differences: listOf(difference), tookMs: aNumber })),
  wanted: 'what provisioning did',
  write: "charts.provisioned(await lab.provision([{ topic: 'orders' }]))",
}

/**
 * What provisioning did with each topic, as a table: created, exists, or differs and how.
 *
 *     await show(charts.provisioned(await lab.provision(plans)))
 */
export function provisioned(results: readonly Provisioned[]): Panel {
  mustBeDrawable(results, DRAWN)
  const found = (['created', 'exists', 'differs'] as const)
    .map((outcome) => ({ outcome, count: results.filter((each) => each.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
  return {
    title: 'Topics provisioned',
    alt: `${counted(results.length, 'topic')}: ${listed(found.map(({ outcome, count }) => `${count} ${count === 1 ? outcome : plural[outcome]}`))}.`,
    table: {
      columns: ['topic', 'outcome', 'what differs', 'took'],
      rows: results.map(({ topic, outcome, differences, tookMs }) => [
        topic,
        outcome,
        differences.length === 0 ? null : differencesLine(differences),
        `${Math.round(tookMs)} ms`,
      ]),
    },
  }
}
