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

/** Why a count of partitions or replicas will not do, as a sentence part; null when both will. */
export function countProblem({ partitions = 1, replicas = 1 }: TopicPlan): string | null {
  for (const [what, count] of Object.entries({ partitions, replicas }))
    if (!Number.isInteger(count) || count < 1)
      return `wanted a whole number of ${what} from 1 on, found ${count}`
  return null
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
