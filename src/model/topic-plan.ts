import { halfCharacter } from './names.js'
import { anything, checkedOptions, reading } from './options.js'
import { named, shown } from './shown.js'

/** A topic as a lesson wants it. */
export interface TopicPlan {
  readonly topic: string
  /** Default 1. */
  readonly partitions?: number
  /** Replicas of each partition; default 1. */
  readonly replicas?: number
  /** Topic settings by Kafka's names: `{ 'retention.ms': 86400000, 'compression.type': 'snappy' }`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>
}

/** A topic as the broker has it; `settings` are those set on the topic itself. */
export interface ExistingTopic {
  readonly partitions: number
  readonly replicas: number
  readonly settings: ReadonlyMap<string, string>
}

/** One thing in which a topic is not as planned. */
export interface Difference {
  /** partitions, replicas, or the name of a setting. */
  readonly what: string
  readonly wanted: string
  readonly found: string
}

/** What provisioning did with one topic. */
export interface Provisioned {
  readonly topic: string
  /** `differs`: it exists, and was left as it is. */
  readonly outcome: 'created' | 'exists' | 'differs'
  readonly differences: readonly Difference[]
  readonly tookMs: number
}

/** The plan with its defaults, every setting as text. */
export function complete({ partitions = 1, replicas = 1, settings = {} }: TopicPlan): ExistingTopic {
  return {
    partitions,
    replicas,
    settings: new Map(Object.entries(settings).map(([name, value]) => [name, String(value)])),
  }
}

/** In what an existing topic is not as planned; settings that the plan does not name do not count. */
export function differencesOf(plan: TopicPlan, existing: ExistingTopic): Difference[] {
  const wanted = complete(plan)
  const pairs = [
    { what: 'partitions', wanted: String(wanted.partitions), found: String(existing.partitions) },
    { what: 'replicas', wanted: String(wanted.replicas), found: String(existing.replicas) },
    ...[...wanted.settings].map(([what, value]) => ({
      what,
      wanted: value,
      found: existing.settings.get(what) ?? 'not set',
    })),
  ]
  return pairs.filter((pair) => pair.wanted !== pair.found)
}

/**
 * The most of either that the lab gives a topic, because each costs the brokers files and memory: Kafka 4.2's controller
 * does not refuse 100 000 new partitions, it fails, and the cluster with it.
 */
const most = 1_000

/** Why a count of partitions or replicas will not do, as a sentence part; null when both will. */
export function countProblem({ partitions = 1, replicas = 1 }: TopicPlan): string | null {
  for (const [what, count] of Object.entries({ partitions, replicas }))
    if (!Number.isInteger(count) || count < 1 || count > most)
      return `wanted a whole number of ${what} from 1 to ${most}, found ${shown(count)}`
  return null
}

/** Why settings will not do, as a sentence part; null when they will. What each means, Kafka itself judges. */
export function settingsProblem({ settings = {} }: TopicPlan): string | null {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    return `wanted settings like { 'retention.ms': 86400000 }, found ${shown(settings)}`
  const wrong = Object.entries(settings).find(([, value]) => !isSetting(value))
  return wrong === undefined
    ? null
    : `wanted text, a number, true or false for ${named(wrong[0])}, found ${shown(wrong[1])}`
}

function isSetting(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value)
    : ['string', 'boolean'].includes(typeof value) && halfCharacter(String(value)) === null
}

/**
 * A plan as plain data, each field read once. Throws a sentence for what is no plan, and for a field that no plan has: a
 * misspelt one would be passed over in silence.
 */
export function checkedPlan(plan: unknown): TopicPlan {
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan))
    throw new TypeError(
      `Cannot provision ${shown(plan)}: wanted a plan of a topic. Write { topic: 'orders', partitions: 3 }.`,
    )
  const fields = { topic: anything, partitions: anything, replicas: anything, settings: anything }
  const checked = checkedOptions<TopicPlan>(plan, fields, `Cannot provision a topic`)
  const { settings } = checked
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return checked
  return { ...checked, settings: reading('Cannot provision a topic', 'settings', () => ({ ...settings })) }
}

/** One topic's result in one line. */
export function provisionedLine({ topic, outcome, differences, tookMs }: Provisioned): string {
  if (outcome === 'created') return `${topic}: created in ${Math.round(tookMs)} ms`
  if (outcome === 'exists') return `${topic}: exists`
  return `${topic}: exists but differs (${differencesLine(differences)}). It was left as it is; provision it with { fresh: true } to delete it and make it anew.`
}

/** The differences in words: "partitions is 3, wanted 4". */
export function differencesLine(differences: readonly Difference[]): string {
  return differences.map(({ what, wanted, found }) => `${what} is ${found}, wanted ${wanted}`).join('; ')
}
