import {
  type Kafka,
  type Message as KafkaJsMessage,
  Partitioners,
  type Producer,
  type ProducerConfig,
  type RecordMetadata,
} from 'kafkajs'
import { murmur2, toPositive } from '../model/partitioning.js'
import type { HowToSend } from './produce-options.js'
import { requestsOf } from './requests.js'
import { type AskLeast, type Watch, watchInSync } from './too-few.js'

/** A message to be sent. */
export interface NewMessage {
  /** Text, bytes, or null (or nothing) for a message without a key; '' is a key of no bytes. */
  readonly key?: string | Uint8Array | null
  /** Anything that JSON can carry, or bytes as they are; null is a tombstone. */
  readonly value: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** When it happened, in ms since 1970; default: when it is sent. */
  readonly timestampMs?: number
  /** The partition that it goes to, from 0; default: the one that the client's partitioner chooses for its key. */
  readonly partition?: number
}

/** A message that the broker has taken, and where it stands. */
export interface SentMessage extends NewMessage {
  // biome-ignore lint/suspicious/noExplicitAny: as in a received message, a lesson reads fields of its own JSON.
  readonly value: any
  readonly topic: string
  /** The partition that the message named or the client's partitioner chose. */
  readonly partition: number
  /** The offset that the leader gave it. */
  readonly offset: number
}

/** What sends, a producer or a transaction of one, and remembers which partition each message went to. */
export interface Sender {
  readonly producer: Pick<Producer, 'send'>
  /** The partition that this very object named, or that was chosen for it. */
  partitionOf(message: KafkaJsMessage): number
  readonly inSync: Watch
}

/** On a ready message, which is the lab's own: a weak map of 100 000 of them is work for the garbage collector. */
const chosen = Symbol('the partition that it went to')
type Traced = KafkaJsMessage & { [chosen]?: number }

/** A kafkajs producer that remembers which partition each message went to. */
export interface TracingProducer extends Sender {
  readonly producer: Producer
}

/**
 * A connected producer with Kafka's default partitioner, the one that agrees with the Java client. For keys it is the
 * model's: kafkajs' own comes to the same, in a time that grows with the square of the key's length.
 */
export async function createProducer(
  kafka: Kafka,
  options: Omit<ProducerConfig, 'createPartitioner'> = {},
): Promise<TracingProducer> {
  const inSync = watchInSync()
  const producer = kafka.producer({
    ...options,
    allowAutoTopicCreation: false,
    createPartitioner: () => {
      const unkeyed = Partitioners.DefaultPartitioner()
      const choose: typeof unkeyed = (choice) => {
        const { key } = choice.message
        return key === null || key === undefined
          ? unkeyed(choice)
          : toPositive(murmur2(typeof key === 'string' ? Buffer.from(key) : key)) %
              choice.partitionMetadata.length
      }
      return (choice) => {
        const { message, partitionMetadata } = choice
        // kafkajs asks again when it sends again, and would send a message without a key elsewhere the second time.
        const before = (message as Traced)[chosen]
        const partition = message.partition ?? before ?? choose(choice)
        // kafkajs drops what goes to a partition that it has not heard of; at this name it asks the brokers and sends again.
        const metadata = partitionMetadata.find(({ partitionId }) => partitionId === partition)
        if (metadata === undefined)
          throw Object.assign(new Error(`The producer has not heard of partition ${partition}`), {
            name: 'KafkaJSMetadataNotLoaded',
          })
        if (before !== undefined) inSync.again(message, metadata)
        ;(message as Traced)[chosen] = partition
        return partition
      }
    },
  })
  await producer.connect()
  return { producer, inSync, partitionOf: (message) => (message as Traced)[chosen] ?? -1 }
}

/** Where messages go: `topic` is without prefix. */
export interface Destination {
  readonly prefix: string
  readonly topic: string
  readonly askLeast: AskLeast
}

/** Where a message stands. */
export interface Place {
  readonly partition: number
  readonly offset: number
}

/**
 * Sends messages in their order, one request after the other, and returns each with its partition and offset. Throws a
 * sentence that says how many the broker confirmed when it does not confirm all.
 *
 * What is guaranteed: at least once. Each message that is returned was confirmed at that place, with acks=all by all replicas
 * that were in sync then, so that it outlives the loss of any of them but the last. What a broker does not confirm
 * is sent again, always to the same partition, and so may stand there twice: the broker may have stored it and been lost
 * before it said so. The places of what is confirmed go into `placed`: a call that is repeated with that map sends none
 * of it again. Within one request kafkajs does, where a broker confirms one partition and refuses another, or where a leader
 * moves to a broker that was not asked before. Source: KIP-98, which is what numbers batches against that.
 */
export async function send(
  by: Sender,
  { prefix, topic, askLeast }: Destination,
  messages: readonly KafkaJsMessage[],
  { acks, compression, batchSize }: HowToSend,
  placed: Map<KafkaJsMessage, Place> = new Map(),
): Promise<Place[]> {
  const unsent = (message: KafkaJsMessage): boolean => !placed.has(message)
  for (const request of requestsOf(messages.filter(unsent), batchSize)) {
    const over = acks === -1 ? by.inSync.begin(request, askLeast) : () => {}
    try {
      // When a leader changes, kafkajs leaves out what is for a broker that has answered for other partitions before.
      for (let rest = request; rest.length > 0; rest = rest.filter(unsent)) {
        const answers = await by.producer
          .send({ topic: prefix + topic, messages: rest, acks, compression })
          .catch((problem: Error) => throwUnconfirmed(problem, topic, placed.size, messages.length))
        const before = placed.size
        for (const [message, place] of placesOf(by, rest, answers)) placed.set(message, place)
        if (placed.size === before)
          throwUnconfirmed(
            new Error('no partition of a request was confirmed'),
            topic,
            before,
            messages.length,
          )
      }
    } finally {
      over()
    }
  }
  return messages.map((message) => placed.get(message) as Place)
}

/** The places of those messages for whose partition there is an answer. */
function placesOf(
  { partitionOf }: Sender,
  messages: readonly KafkaJsMessage[],
  answers: readonly RecordMetadata[],
): [KafkaJsMessage, Place][] {
  const next = new Map(answers.map(({ partition, baseOffset }) => [partition, Number(baseOffset)]))
  return messages.flatMap((message): [KafkaJsMessage, Place][] => {
    const partition = partitionOf(message)
    const offset = next.get(partition)
    if (offset === undefined) return []
    next.set(partition, offset + 1)
    return [[message, { partition, offset }]]
  })
}

function throwUnconfirmed(problem: Error, topic: string, confirmed: number, wanted: number): never {
  throw new Error(
    `Cannot produce to '${topic}': ${problem.message.replace(/^Broker -1 not found.*/, 'a partition has no leader')}. The broker confirmed ${confirmed} of ${wanted} messages. ` +
      'Mend what it complains of and send the others again.',
    { cause: problem },
  )
}
