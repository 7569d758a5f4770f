import type { Transaction as KafkaJsTransaction, RetryOptions } from 'kafkajs'
import { waitFor } from '../wait.js'
import { createClient } from './client.js'
import { changeInner } from './inner-cluster.js'
import { hearOfLeaderless } from './leaderless.js'
import { followOfTransactions } from './moving-coordinator.js'
import { createProducer, type Sender, type TracingProducer } from './produce.js'

/** The client and the transactional id of a producer; the id is a real name. */
export interface TransactionalClient {
  readonly client: Parameters<typeof createClient>[0]
  readonly transactionalId: string
  /** After how long the broker aborts a transaction that is open, in ms since its first message. */
  readonly timeoutMs: number
  /** Whether nobody waits for it any more: its sockets were cut, or its cluster has ended. */
  readonly isOver: () => boolean
}

/** A coordinator that is still busy with the transaction before is asked again after 5 ms; kafkajs waits 300. */
const soon: RetryOptions = {
  initialRetryTime: 5,
  factor: 0.1,
  multiplier: 1.4,
  maxRetryTime: 200,
  retries: 30,
}

/**
 * A connected producer that has not begun a transaction. Its first `transaction()` is what fences older producers with
 * the same id; to connect does not. Whoever makes it disconnects it.
 */
export async function transactionalProducer({
  client,
  transactionalId,
  timeoutMs,
  isOver,
}: TransactionalClient): Promise<TracingProducer> {
  const kafka = createClient(client)
  hearOfLeaderless(kafka)
  changeInner(kafka, (inner) => {
    inner.retry = soon
    followOfTransactions(inner, isOver)
  })
  // Not `idempotent`: kafkajs' transactions are so by themselves, and it would ask for a second producer id.
  return createProducer(kafka, {
    transactionalId,
    transactionTimeout: timeoutMs,
    maxInFlightRequests: 1,
    retry: soon,
  })
}

/** What sends inside of a transaction. */
export function senderIn(transaction: KafkaJsTransaction, by: TracingProducer): Sender {
  return { ...by, producer: transaction }
}

/**
 * Returns when no transaction of this id is under way any more: an open one is aborted and its producer fenced, and one
 * that was just ended has its control records. The answer to a commit comes before these are written.
 */
export async function untilOver(client: TransactionalClient): Promise<void> {
  const by = await transactionalProducer(client)
  try {
    const transaction = await by.producer.transaction()
    await transaction.abort()
  } finally {
    await by.producer.disconnect()
  }
}

/** A position in a topic by its real name: `offset` is the next to read. */
export interface Position {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** Puts positions of a group, by its real name, into a transaction: they count when it is committed. */
export async function sendPositions(
  transaction: KafkaJsTransaction,
  group: string,
  positions: readonly Position[],
): Promise<void> {
  const topics = [...new Set(positions.map(({ topic }) => topic))].map((topic) => ({
    topic,
    partitions: positions
      .filter((each) => each.topic === topic)
      .map(({ partition, offset }) => ({ partition, offset: String(offset) })),
  }))
  await waitFor('the coordinator to be done with the transaction before', async (saw) => {
    try {
      await transaction.sendOffsets({ consumerGroupId: group, topics })
      return true
    } catch (problem) {
      // kafkajs asks again in all other places.
      if ((problem as { type?: string }).type !== 'CONCURRENT_TRANSACTIONS') throw problem
      saw((problem as Error).message)
      return undefined
    }
  })
}

/** Whether Kafka has refused a producer because its epoch is over: a newer one has its id, or its time was up. */
export function isFenced(problem: unknown): boolean {
  const { type, cause, message } = problem as { type?: string; cause?: unknown; message?: string }
  if (type === 'INVALID_PRODUCER_EPOCH' || /old epoch/.test(message ?? '')) return true
  return cause !== undefined && cause !== null && isFenced(cause)
}
