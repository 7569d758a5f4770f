import { CompressionTypes } from 'kafkajs'
import { shown } from '../model/shown.js'

/** Who confirms a message: every replica that is in sync, or the leader of its partition alone. */
export type Acks = 'all' | 1

/** How the client packs each request. */
export type Compression = 'none' | 'gzip' | 'snappy'

/** How messages are sent. */
export interface ProduceOptions {
  /**
   * Sends by a producer that is made for this call and closed after it: it asks for the topic's partitions now, where
   * the lab's own producer believes for up to 5 minutes what it was told before. Default false.
   */
  readonly freshProducer?: boolean
  /**
   * Whose word counts. 'all' (default): the leader answers when every in-sync replica has the message, and refuses it
   * while fewer than min.insync.replicas are in sync; that is told at once, and not tried again. In the second before it
   * notices that a follower is gone it takes messages that it cannot confirm: these fail after 30 s, and may be there. 1: the leader answers for itself, and what it has not yet passed
   * on dies with it. With one replica the two are the same path. Source: Kafka documentation, producer configs, acks.
   */
  readonly acks?: Acks
  /**
   * How each request is compressed, the messages of a partition together: 'none' (default), 'gzip' (smaller, slower) or
   * 'snappy' (faster, larger). The broker stores what it gets, unless the topic's compression.type names another.
   */
  readonly compression?: Compression
  /**
   * How many messages go into one request, from 1 to 10 000; default 500, and never more than 512 KiB, because the broker
   * refuses a batch above 1 MiB. Each request is awaited before the next: 1 is a round trip for every message, and so
   * keeps their order. Best is about 1000; far beyond it, kafkajs grows slower again.
   */
  readonly batchSize?: number
}

/** The options with their defaults, in kafkajs' terms. */
export interface HowToSend {
  readonly acks: -1 | 1
  readonly compression: CompressionTypes
  readonly batchSize: number
}

const mostInBatch = 10_000

const compressions: Readonly<Record<Compression, CompressionTypes>> = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
}

/** The options with their defaults. Throws a sentence, beginning with `cannot`, for one that will not do. */
export function checkedSending(
  { acks = 'all', compression = 'none', batchSize = 500 }: Omit<ProduceOptions, 'freshProducer'>,
  cannot: string,
): HowToSend {
  if (acks !== 'all' && acks !== 1) throw new TypeError(`${cannot} with acks ${shown(acks)}: ${noAcks(acks)}`)
  if (typeof compression !== 'string' || !Object.hasOwn(compressions, compression))
    throw new TypeError(
      `${cannot} with compression ${shown(compression)}: wanted 'none', 'gzip' or 'snappy'${isUnspoken(compression) ? ', since kafkajs has no codec for LZ4 and Zstandard' : ''}. Name one of these.`,
    )
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= mostInBatch))
    throw new TypeError(
      `${cannot} in batches of ${shown(batchSize)}: wanted a whole number of messages from 1 to ${mostInBatch}. ` +
        'Give batchSize like 500, or leave it out.',
    )
  return { acks: acks === 'all' ? -1 : 1, compression: compressions[compression], batchSize }
}

function noAcks(acks: unknown): string {
  const why =
    acks === 0
      ? 'the broker would answer nothing, so that no offset is known and no loss is noticed'
      : "wanted 'all' or 1"
  return `${why}. Give 'all', or 1 for the word of the leader alone.`
}

function isUnspoken(compression: unknown): boolean {
  return typeof compression === 'string' && /^(lz4|zstd|zstandard)$/i.test(compression)
}
