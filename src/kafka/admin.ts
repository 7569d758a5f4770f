import type { Admin, Kafka } from 'kafkajs'
import { waitFor } from '../wait.js'
import { inTurn, type Turns } from './turns.js'

/**
 * The calls that make an admin client refresh its one memory of topics, or read it in several steps. kafkajs replaces
 * that memory as a whole: a call between two steps of another lets it find none of its topic, and a refresh that is
 * shared with one from before a deletion asks for the deleted topic until the retries are over.
 */
const takeTurns = [
  'fetchTopicOffsets',
  'fetchTopicMetadata',
  'createTopics',
  'deleteTopics',
  'createPartitions',
] as const

/** What the lab looks at that leaves the memory of topics alone. */
const looksAtOnce = [
  'listTopics',
  'describeCluster',
  'describeConfigs',
  'describeGroups',
  'listGroups',
  'fetchOffsets',
] as const

/** What changes nothing, and so may be asked twice. */
const looks: readonly string[] = ['fetchTopicMetadata', ...looksAtOnce]

/** How long a look that fails is repeated, in ms: a new leader and a new coordinator are there in 1 to 4 s. */
const patienceMs = 8_000

/** What was asked through each admin client and is not answered yet. */
const underWay = new WeakMap<Admin, Set<Promise<unknown>>>()

type Calls = Record<string, (...args: unknown[]) => Promise<unknown>>

/**
 * A connected admin client whose calls do not get in each other's way: cells, members and background work share it.
 * It notes in `asked` which topics it goes on asking for, and where a look fails it looks anew when `again` says that
 * it may. Whoever makes it ends it, with `disconnect` or `retire`.
 */
export async function connectedAdmin(
  kafka: Kafka,
  asked: Set<string>,
  again: (problem: unknown) => boolean = () => false,
): Promise<Admin> {
  const admin = kafka.admin()
  const calls = admin as unknown as Calls
  const asking = new Set<Promise<unknown>>()
  const turns: Turns = new Map()
  underWay.set(admin, asking)
  const wrap = (name: string, through: (work: () => Promise<unknown>) => Promise<unknown>): void => {
    const call = calls[name]
    if (call === undefined) return
    calls[name] = async (...args) => {
      const ask = (): Promise<unknown> => call(...args)
      const answer = through(looks.includes(name) ? () => untilAnswered(ask, again) : ask)
      asking.add(answer)
      try {
        return await answer
      } finally {
        asking.delete(answer)
      }
    }
  }
  for (const name of takeTurns) wrap(name, (work) => inTurn(turns, 'topics', work))
  for (const name of [...looksAtOnce, 'deleteGroups']) wrap(name, (work) => work())
  const { fetchTopicOffsets } = admin
  admin.fetchTopicOffsets = (topic) => {
    asked.add(topic)
    return fetchTopicOffsets(topic)
  }
  await admin.connect()
  return admin
}

async function untilAnswered(
  ask: () => Promise<unknown>,
  again: (problem: unknown) => boolean,
): Promise<unknown> {
  const began = performance.now()
  const { answer } = await waitFor(
    'a broker to answer',
    async () => {
      try {
        return { answer: await ask() }
      } catch (said) {
        if (performance.now() - began > patienceMs || !again(said)) throw said
        return undefined
      }
    },
    { timeoutMs: Number.POSITIVE_INFINITY, everyMs: 50, background: true },
  )
  return answer
}

/** Disconnects an admin client when what was asked through it is answered, or after 2 s: a closed connection answers nobody. */
export async function retire(admin: Admin): Promise<void> {
  const asking = underWay.get(admin) ?? new Set()
  await waitFor('the answers to what was asked', () => asking.size === 0 || undefined, {
    timeoutMs: 2_000,
    background: true,
  }).catch(() => {})
  await admin.disconnect()
}
