import { printed } from '../model/printed.js'
import { type Connection, withProducer } from './connection.js'
import { type Encoded, encodeAll } from './encode.js'
import { mustExist } from './existing.js'
import { type NewMessage, type Place, type Sender, type SentMessage, send } from './produce.js'
import { checkedSending, type HowToSend, type ProduceOptions } from './produce-options.js'
import type { Provisioning } from './provisioning.js'
import type { Roster } from './roster.js'
import { placements, topicSettings } from './topics.js'

/** Sends messages to a topic that exists, and writes down what became of them. */
export async function produce(
  lab: Provisioning,
  topic: string,
  messages: readonly NewMessage[],
  { freshProducer = false, ...options }: ProduceOptions = {},
): Promise<SentMessage[]> {
  const how = checkedSending(options, `Cannot produce to '${topic}'`)
  const { connection } = lab
  const encoded = await prepared(connection, topic, messages)
  connection.asked.add(connection.cluster.prefix + topic)
  const { places, runs } = await withProducer(connection, freshProducer, (by) =>
    sendBy(lab, by, topic, encoded.ready, how),
  )
  lab.topics.add(topic)
  return sentOf(topic, encoded.messages, places, runs)
}

/**
 * Messages ready to be sent, for a topic that exists and has the partitions that they name. Throws a sentence otherwise, with
 * nothing sent.
 */
export async function prepared(
  connection: Connection,
  topic: string,
  messages: readonly NewMessage[],
): Promise<Encoded> {
  const encoded = encodeAll(topic, messages)
  await mustExist(connection, [topic], `Cannot produce to '${topic}'`)
  await mustHavePartitions(connection, topic, encoded.messages)
  return encoded
}

/** Messages with their places, and one line that says how many each partition got. */
export function sentOf(
  topic: string,
  messages: readonly NewMessage[],
  places: readonly Place[],
  runs: readonly SentRun[],
): SentMessage[] {
  const sent = messages.map((message, index) => atPlace(message, topic, places[index] as Place))
  const where = runs.map(({ partition, count }) => `P${partition}: ${count}`).join(', ')
  return printed(sent, () => `${sent.length} sent to ${topic} (${where})`)
}

/** Most messages are { key, value } and no more, and V8 makes a literal in a tenth of the time of a copy with additions. */
function atPlace(message: NewMessage, topic: string, { partition, offset }: Place): SentMessage {
  const [first, second, ...others] = Object.keys(message)
  return first === 'key' && second === 'value' && others.length === 0
    ? { key: message.key, value: message.value, topic, partition, offset }
    : { ...message, topic, partition, offset }
}

/** What was sent of one partition, of which others may have sent a part at the same time. */
export interface SentRun {
  readonly partition: number
  readonly count: number
}

/**
 * Sends messages that are ready and writes down where they stand; returns the place of each, and how many each partition got.
 * `placed`: see `send`.
 */
export async function sendBy(
  { connection, record }: Roster,
  by: Sender,
  topic: string,
  messages: Parameters<typeof send>[2],
  how: HowToSend = checkedSending({}, `Cannot send to '${topic}'`),
  placed: Parameters<typeof send>[4] = new Map(),
): Promise<{ places: Place[]; runs: SentRun[] }> {
  const { prefix } = connection.cluster
  const askLeast = async (): Promise<number | null> => {
    const settings = await topicSettings(connection.admin, prefix + topic)
    return Number(settings.get('min.insync.replicas') ?? 0) || null
  }
  const places = await send(by, { prefix, topic, askLeast }, messages, how, placed)
  const partitions = [...new Set(places.map(({ partition }) => partition))].sort((a, b) => a - b)
  const runs = partitions.map((partition) => {
    const offsets = places.filter((place) => place.partition === partition).map(({ offset }) => offset)
    return { topic, partition, from: offsets[0] ?? 0, to: (offsets.at(-1) ?? 0) + 1, count: offsets.length }
  })
  for (const run of runs) record(null, null, { type: 'produced', ...run })
  return { places, runs }
}

/** Throws a sentence when a message names a partition that the topic, as the brokers have it now, has not. */
async function mustHavePartitions(
  { admin, cluster }: Connection,
  topic: string,
  messages: readonly NewMessage[],
): Promise<void> {
  if (messages.every(({ partition }) => partition === undefined)) return
  const count = (await placements(admin, [cluster.prefix + topic])).length
  const index = messages.findIndex(({ partition = 0 }) => partition >= count)
  if (index >= 0)
    throw new Error(
      `Cannot produce to '${topic}': message ${index} of ${messages.length} is for partition ${messages[index]?.partition}, and the topic has ${count === 1 ? 'only partition 0' : `partitions 0 to ${count - 1}`}. ` +
        'Nothing was sent; mend the message and run the cell again.',
    )
}
