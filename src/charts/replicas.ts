import { replicaLookShape } from '../model/facts-shape.js'
import { anything, moment, text, wholeNumber } from '../model/options.js'
import { type ReplicaLook, type ReplicaSpan, replicaSpans } from '../model/replica-spans.js'
import { aNumber, aText, fieldsOf, listOf, orNothing } from '../model/shape.js'
import { type BrokerChange, type BrokerEvents, brokerChanges } from './broker-changes.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { replicasScene } from './replicas-scene.js'
import { inWords } from './spans.js'
import { count, counted, listed } from './words.js'

/** What `replicas` draws beside the looks. */
export interface ReplicasOptions {
  /** What happened to brokers; events of other kinds do not matter. Default: nothing. */
  readonly events?: BrokerEvents
  /** Node id of the controller, to be named. */
  readonly controller?: number
  /** Default: 'Leaders and in-sync replicas'. */
  readonly title?: string
  /** The picture as it was then, in ms since 1970: what came later is left blank, and all else is in its place. Default: the end. */
  readonly nowMs?: number
}

const DRAWN: Drawable = {
  what: 'the replicas',
  shape: listOf(replicaLookShape),
  wanted: 'samples of replicas',
  write: "charts.replicas((await lab.sampleReplicas('orders')).samples)",
}

const EVENTS: Drawable = {
  what: 'the replicas',
  shape: listOf(fieldsOf({ atMs: aNumber, type: aText, broker: orNothing(aNumber) })),
  wanted: 'events',
  write: 'charts.replicas(replicas.samples, { events: lab.timeline() })',
}

/**
 * Who led each partition and which replicas were in sync, over the seconds since the first look: a row for each replica, and
 * marks where brokers were killed, stopped, frozen, thawed or started. Broker facts only; between two looks nothing is known.
 *
 *     await show(charts.replicas(sampling.samples, { events: lab.timeline(), controller: 4 }))
 */
export function replicas(looks: readonly ReplicaLook[], options: ReplicasOptions = {}): Chart {
  mustBeDrawable(looks, DRAWN)
  const {
    events = [],
    controller,
    title = 'Leaders and in-sync replicas',
    nowMs = Number.POSITIVE_INFINITY,
  } = drawingOptions(options, DRAWN.what, {
    events: anything,
    controller: wholeNumber,
    title: text,
    nowMs: moment,
  })
  mustBeDrawable(events, EVENTS)
  const sinceMs = looks[0]?.atMs ?? 0
  const samples = looks.filter(({ atMs }) => atMs <= nowMs)
  const all = brokerChanges(events, sinceMs)
  const changes = all.filter(({ atMs }) => atMs <= nowMs)
  const spans = replicaSpans(samples)
  const seconds = (ms: number): number => Math.round(ms - sinceMs) / 1_000
  return {
    title,
    alt:
      samples.length === 0
        ? 'Nobody has looked yet.'
        : [...changesSaid(changes, seconds), ...partitionsSaid(spans)].join(' '),
    table: {
      columns: ['topic', 'partition', 'from in s', 'to in s', 'leader', 'in-sync replicas', 'out of sync'],
      rows: spans.map(({ topic, partition, fromMs, toMs, leader, replicas: all, isr }) => [
        ...[topic, partition, seconds(fromMs), seconds(toMs), leader, isr.join(', ')],
        all.filter((node) => !isr.includes(node)).join(', '),
      ]),
      missing: 'no leader',
    },
    picture: {
      kind: 'plot',
      scene: replicasScene({ title, looks, changes: all, controller: controller ?? null }, nowMs),
    },
  }
}

const MOST_SAID = 6

function changesSaid(changes: readonly BrokerChange[], seconds: (ms: number) => number): string[] {
  const said = changes
    .slice(0, MOST_SAID)
    .map(
      ({ broker, change, atMs }) => `node ${broker} ${change} at ${Math.round(seconds(atMs) * 100) / 100} s`,
    )
  const rest = changes.length - said.length
  if (said.length === 0) return []
  const all = listed([...said, ...(rest > 0 ? [`${count(rest)} more`] : [])])
  return [`${all[0]?.toUpperCase()}${all.slice(1)}.`]
}

function partitionsSaid(spans: readonly ReplicaSpan[]): string[] {
  const partitions = new Map<string, ReplicaSpan[]>()
  for (const span of spans) {
    const name = `${span.topic} P${span.partition}`
    partitions.set(name, [...(partitions.get(name) ?? []), span])
  }
  const named = [...partitions].slice(0, MOST_SAID)
  const rest = partitions.size - named.length
  return [
    ...together(named.map(([name, own]) => [name, leadersOf(own)])),
    ...together(named.map(([name, own]) => [name, inSyncOf(own)])),
    ...(rest > 0 ? [`${counted(rest, 'more partition')} in the numbers.`] : []),
  ]
}

/** What is the same of several partitions is said once: 'orders P0 and orders P2: node 1 led all the time.' */
function together(said: readonly (readonly [name: string, words: string])[]): string[] {
  return [...new Set(said.map(([, words]) => words))].map((words) => {
    const names = said.filter(([, own]) => own === words).map(([name]) => name)
    return `${listed(names)}: ${words}.`
  })
}

/** 'node 2 led, then node 3; no leader was known for 0.9 s'. */
function leadersOf(own: readonly ReplicaSpan[]): string {
  const leaders = own.flatMap(({ leader }) => leader ?? [])
  const turns = leaders.filter((one, at) => one !== leaders[at - 1])
  const [first, last] = [turns[0], turns.at(-1)]
  const between = turns.length > 2 ? `, ${counted(turns.length - 2, 'change')} between` : ''
  const who =
    first === undefined
      ? 'no leader'
      : `node ${first} led${turns.length > 1 ? `, then node ${last}${between}` : ' all the time'}`
  const alone = own.filter(({ leader }) => leader === null)
  const length = alone.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  if (alone.length === 0) return who
  return `${who}; no leader was known ${length > 1 ? `for ${inWords(length)}` : 'at the last look'}`
}

function inSyncOf(own: readonly ReplicaSpan[]): string {
  const sizes = own.map(({ isr }) => isr.length)
  return `in-sync replicas ${sizes[0]} at first, ${Math.min(...sizes)} at lowest, ${sizes.at(-1)} at the end`
}
