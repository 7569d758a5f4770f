import { eventsShape, perPartitionShape } from '../model/facts-shape.js'
import type { LagSample } from '../model/lag-sample.js'
import { memberChanges } from '../model/member-changes.js'
import { anything, flag } from '../model/options.js'
import { aCount, aNumber, aText, fieldsOf, listOf } from '../model/shape.js'
import type { LabEvent } from '../model/timeline.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { type LagLine, lagSpec } from './lag-spec.js'
import { count, counted, listed } from './words.js'

/** What `lag` draws beside the samples. */
export interface LagOptions {
  /** Joins, leaves and crashes of the group's members become lines with words. Default: none. */
  readonly events?: readonly LabEvent[]
  /** Whether each partition has a thin line of its own, too. Default: false. */
  readonly partitions?: boolean
}

const DRAWN: Drawable = {
  what: 'the lag',
  shape: listOf(fieldsOf({ atMs: aNumber, group: aText, lag: perPartitionShape(aCount), total: aCount })),
  wanted: 'samples of a lag',
  write: 'charts.lag(sampling.samples)',
}

const EVENTS: Drawable = {
  what: 'the lag',
  shape: eventsShape,
  wanted: 'events',
  write: 'charts.lag(sampling.samples, { events: lab.timeline() })',
}

/**
 * Lag over time: the records that the group has not committed, at each sample, over the seconds since the first one. What
 * happened between two samples is not known; the line between them is straight. Interactive in JupyterLab: pointing at the
 * line names the numbers of the nearest sample.
 *
 *     await show(charts.lag(sampling.samples, { events: lab.timeline({ group: 'chat-service' }) }))
 *
 * Throws a sentence when the samples are of several groups.
 */
export function lag(samples: readonly LagSample[], wanted: LagOptions = {}): Chart {
  mustBeDrawable(samples, DRAWN)
  const options = drawingOptions(wanted, DRAWN.what, { events: anything, partitions: flag })
  if (options.events !== undefined) mustBeDrawable(options.events, EVENTS)
  const groups = [...new Set(samples.map(({ group }) => group))]
  if (groups.length > 1)
    throw new Error(
      `Cannot draw the lag: wanted samples of one group, found those of ${listed(groups.map((one) => `'${one}'`))}. Draw one chart for each: charts.lag(samples.filter(one => one.group === '${groups[0]}')).`,
    )
  const group = groups[0]
  const title = group === undefined ? 'Lag over time' : `Lag of ${group} over time`
  const [first, last] = [samples[0], samples.at(-1)]
  const names = first ? namesOf(samples) : []
  const changes = memberChanges(options.events ?? [], group ?? '').filter(
    ({ atMs }) => first && last && atMs >= first.atMs && atMs <= last.atMs,
  )
  const alt = finding(samples)
  return {
    title,
    alt,
    table: {
      columns: ['seconds', 'total lag', ...names.map(({ name }) => `lag of ${name}`)],
      rows: samples.map((sample) => [
        ...[(sample.atMs - (first?.atMs ?? 0)) / 1_000, sample.total],
        ...names.map(({ topic, partition }) => {
          const lags = sample.lag[topic] ?? []
          return partition < lags.length || lags.length === 0
            ? (lags[partition] ?? null)
            : 'did not exist yet'
        }),
      ]),
      missing: 'never committed',
    },
    picture: {
      kind: 'vega-lite',
      spec: lagSpec({ title, alt, samples, changes, lines: options.partitions ? names : [] }),
    },
  }
}

function namesOf(samples: readonly LagSample[]): LagLine[] {
  const topics = [...new Set(samples.flatMap((sample) => Object.keys(sample.lag)))]
  return topics.flatMap((topic) => {
    const partitions = Math.max(...samples.map((sample) => sample.lag[topic]?.length ?? 0))
    return Array.from({ length: partitions }, (_, partition) => {
      return { topic, partition, name: topics.length > 1 ? `${topic} P${partition}` : `P${partition}` }
    })
  })
}

function finding(samples: readonly LagSample[]): string {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last) return 'There is no sample yet.'
  const peak = samples.reduce((most, one) => (one.total > most.total ? one : most))
  const at = ((peak.atMs - first.atMs) / 1_000).toFixed(1)
  return `In ${counted(samples.length, 'sample')} over ${((last.atMs - first.atMs) / 1_000).toFixed(1)} s, the lag was ${count(first.total)} at first, ${count(peak.total)} at most (at ${at} s) and ${count(last.total)} at last.`
}
