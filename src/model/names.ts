import { murmur2 } from './partitioning.js'
import { shown } from './shown.js'

/** What a name is for: Kafka's rules for topics are strict, those for the two ids are not. */
export type NameKind = 'topic' | 'group' | 'member' | 'transactional id'

/** Longest topic name: with its partition number it is a folder's name. Kafka's Topic.MAX_NAME_LENGTH. */
const topicNameLength = 249

/** Longest id in bytes of UTF-8: Kafka's protocol counts a string in 16 bits. */
const idLengthBytes = 32_767

/** The coordinator makes a member's id of its name, a dash and a UUID. */
const uuidLengthBytes = 37

/**
 * Why Kafka would refuse a name, to be read after a colon ("it is empty"), or null when it would not.
 *
 *     nameProblem('user events')       // "its character 5 is ' ', and a topic's name holds only …"
 *     nameProblem('user events', 'group')   // null
 *
 * Topics: 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', but not '.' or '..'; and not 'constructor' and its like, which
 * Kafka would take and kafkajs would not: it keeps topics in plain objects. Group and transactional ids, and members:
 * any text that is not empty and has bytes. Source: org.apache.kafka.common.internals.Topic of Kafka's clients.
 */
export function nameProblem(name: unknown, kind: NameKind = 'topic'): string | null {
  if (typeof name !== 'string')
    return `it is of type ${name === null ? 'null' : typeof name}, and names are text`
  if (name === '') return 'it is empty'
  return kind === 'topic' ? topicProblem(name) : idProblem(name, kind)
}

function topicProblem(name: string): string | null {
  if (name === '.' || name === '..') return `it is '${name}', which is a folder's name and not a topic's`
  const wrong = /[^a-zA-Z0-9._-]/u.exec(name)
  if (wrong !== null)
    return `its character ${wrong.index + 1} is ${shown(wrong[0])}, and a topic's name holds only a-z, A-Z, 0-9, '.', '_' and '-'`
  if (name.length > topicNameLength)
    return `it has ${name.length} characters, and a topic's name has at most ${topicNameLength}`
  if (name in {})
    return `it is '${name}', a name that every object of JavaScript has already, and kafkajs, the client, keeps topics in such objects`
  return null
}

function idProblem(id: string, kind: NameKind): string | null {
  const half = halfCharacter(id)
  if (half !== null) return half
  const bytes = new TextEncoder().encode(id).length
  const most = kind === 'member' ? idLengthBytes - uuidLengthBytes : idLengthBytes
  return bytes > most ? `it has ${bytes} bytes, and a ${kind} has at most ${most}` : null
}

/**
 * Why text has no bytes, to be read after a colon, or null when it has: half of a pair of surrogates alone is no
 * character, and UTF-8 would write another in its place.
 *
 *     halfCharacter('a\uD83D')   // 'its character 2 is half of one (a lone surrogate), for which there are no bytes'
 */
export function halfCharacter(name: string): string | null {
  const lone = /\p{Surrogate}/u.exec(name)
  if (lone === null) return null
  return `its character ${lone.index + 1} is half of one (a lone surrogate), for which there are no bytes`
}

/**
 * The existing topic that Kafka would take for the same as `name`: the two differ only in '.' and '_', which are one
 * character in the names of Kafka's metrics. Null when there is none. The name itself is no collision.
 *
 *     collision('user_events', ['orders', 'user.events'])   // 'user.events'
 */
export function collision(name: string, existing: Iterable<string>): string | null {
  const folded = name.replaceAll('.', '_')
  for (const other of existing) if (other !== name && other.replaceAll('.', '_') === folded) return other
  return null
}

/**
 * What the lab puts in front of every name on a cluster that it shares: whose lab, and which copy of the project.
 *
 *     defaultPrefix('maria', 'kafka-groups-lab')   // 'lab.maria-….', four hexadecimal digits
 *
 * Characters of the user's name that a topic cannot have become '-', and it is cut at 40. The same user and path give
 * the same prefix.
 */
export function defaultPrefix(user: string, projectPath: string): string {
  const name = user.replace(/[^a-zA-Z0-9_-]/gu, '-').slice(0, 40) || 'user'
  const digits = (murmur2(new TextEncoder().encode(projectPath)) >>> 16).toString(16).padStart(4, '0')
  return `lab.${name}-${digits}.`
}
