import { type CrashPoint, crashPoints } from '../model/crash-point.js'
import { type Guarantee, guarantees as weakestFirst } from '../model/guarantee.js'
import { text } from '../model/options.js'
import { aCount, aText, fieldsOf, listOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { type CrashCell, guaranteesScene } from './guarantees-scene.js'
import { count, counted } from './words.js'

/** One run in which a member crashed while it handled messages. */
export interface GuaranteeRun {
  readonly guarantee: Guarantee
  /** Where it crashed: of the two steps, handling and committing, whichever came first. */
  readonly point: CrashPoint
  /** Messages that were never handled and will not come again. */
  readonly lost: number
  /** Messages whose effect is there more than once. */
  readonly repeated: number
}

/** What the runs cannot say. */
export interface GuaranteesOptions {
  /** Default: 'What a crash costs, by delivery guarantee'. */
  readonly title?: string
}

const DRAWN: Drawable = {
  what: 'the guarantees',
  shape: listOf(fieldsOf({ guarantee: aText, point: aText, lost: aCount, repeated: aCount })),
  wanted: 'runs with a crash',
  write: "charts.guarantees(await lab.crashRuns('orders', 'receipts', { guarantee, plan }))",
}

/**
 * What crashes came to: for each guarantee and each point of the crash a box a run, and in words in how many runs messages
 * were lost or duplicated. Only what was measured; where nothing was run it says so.
 *
 *     await show(charts.guarantees([...atMostOnce, ...atLeastOnce, ...exactlyOnce]))
 *
 * Source of the three names: Kafka documentation, "Message Delivery Semantics".
 */
export function guarantees(runs: readonly GuaranteeRun[], options: GuaranteesOptions = {}): Chart {
  mustBeDrawable(runs, DRAWN)
  const { title = 'What a crash costs, by delivery guarantee' } = drawingOptions(options, DRAWN.what, {
    title: text,
  })
  const rows = weakestFirst
    .filter((one) => runs.some(({ guarantee }) => guarantee === one))
    .map((guarantee) => ({
      guarantee,
      cells: crashPoints.map((point) => cellOf(runs, guarantee, point)),
    }))
  const said = rows.map(({ guarantee, cells }) => `${guarantee}: ${harmOf(cells)}.`)
  return {
    title,
    alt: said.join(' ') || 'Nothing has been run yet.',
    table: {
      columns: [
        ...['guarantee', 'crash', 'runs', 'runs that lost', 'runs that duplicated', 'runs with neither'],
        ...['messages lost', 'messages duplicated'],
      ],
      rows: rows.flatMap(({ guarantee, cells }) =>
        cells.map(({ point, runs: those, sums }) => {
          const many = (test: (run: GuaranteeRun) => boolean): number => those.filter(test).length
          return [
            ...[guarantee, point, those.length],
            ...[many(({ lost }) => lost > 0), many(({ repeated }) => repeated > 0)],
            ...[many(({ lost, repeated }) => lost === 0 && repeated === 0), sums.lost, sums.repeated],
          ]
        }),
      ),
    },
    picture: { kind: 'plot', scene: guaranteesScene(title, rows) },
  }
}

/** 'in 12 of 36 runs something was lost (crash between the two: 12 of 12)'. */
function harmOf(cells: readonly CrashCell[]): string {
  const whole = cells.reduce((sum, { runs }) => sum + runs.length, 0)
  const said = (['lost', 'repeated'] as const).flatMap((harm) => {
    const hit = cells
      .map(({ point, runs }) => ({ point, of: runs.length, hit: runs.filter((run) => run[harm] > 0).length }))
      .filter((one) => one.hit > 0)
    if (hit.length === 0) return []
    const where = hit.map((one) => `${one.point}: ${count(one.hit)} of ${count(one.of)}`).join(', ')
    const runs = count(hit.reduce((sum, one) => sum + one.hit, 0))
    const what = harm === 'lost' ? 'lost' : 'duplicated'
    return [`in ${runs} of ${counted(whole, 'run')} something was ${what} (crash ${where})`]
  })
  return said.join(', ') || `in ${counted(whole, 'run')} nothing was lost or duplicated`
}

function cellOf(all: readonly GuaranteeRun[], guarantee: Guarantee, point: CrashPoint): CrashCell {
  const runs = all.filter((one) => one.guarantee === guarantee && one.point === point)
  const sum = (of: (run: GuaranteeRun) => number): number => runs.reduce((whole, run) => whole + of(run), 0)
  const sums = { lost: sum(({ lost }) => lost), repeated: sum(({ repeated }) => repeated) }
  const neither = runs.filter(({ lost, repeated }) => lost === 0 && repeated === 0).length
  const share = (many: number): string => `${count(many)} of ${count(runs.length)}`
  const words = [
    ...inWords(
      runs.map(({ lost }) => lost),
      'lost',
      share,
    ),
    ...inWords(
      runs.map(({ repeated }) => repeated),
      'duplicated',
      share,
    ),
    ...(neither > 0 ? [`${share(neither)} unharmed`] : []),
  ]
  return { point, runs, sums, words: runs.length === 0 ? ['not run'] : words }
}

/** '12 of 12 lost one', or '3 of 12 lost 7 messages in all'; nothing where none did. */
function inWords(
  messages: readonly number[],
  verb: 'lost' | 'duplicated',
  share: (many: number) => string,
): string[] {
  const hit = messages.filter((many) => many > 0)
  const whole = hit.reduce((sum, many) => sum + many, 0)
  if (hit.length === 0) return []
  const what = whole === hit.length ? 'one' : `${counted(whole, 'message')}${hit.length > 1 ? ' in all' : ''}`
  return [`${share(hit.length)} ${verb} ${what}`]
}
