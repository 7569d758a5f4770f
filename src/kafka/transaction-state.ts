import type { Transaction as KafkaJsTransaction } from 'kafkajs'
import type { TracingProducer } from './produce.js'
import type { Position, TransactionalClient } from './transactional.js'
import type { Wires } from './wires.js'

/**
 * Where a transaction stands, as far as its producer knows. 'fenced': Kafka has refused it, because a newer producer
 * has its id; 'timed out': it was open too long and the broker has aborted it; 'ended': the lab has aborted it;
 * 'in doubt': its end was asked for and never confirmed.
 */
export type TransactionStatus =
  | 'open'
  | 'committed'
  | 'aborted'
  | 'crashed'
  | 'fenced'
  | 'timed out'
  | 'ended'
  | 'in doubt'

/** A transaction of a producer of its own: state only. Names are without prefix. */
export interface TransactionState {
  readonly id: string
  readonly timeoutMs: number
  readonly client: TransactionalClient
  readonly by: TracingProducer
  readonly open: KafkaJsTransaction
  readonly wires: Wires
  status: TransactionStatus
  /** Why the lab has aborted it, as a sentence. */
  end: string | null
  /** Whether this lab has begun a newer one with the same id, which has aborted it. Its producer learns of that when it asks Kafka. */
  replaced: boolean
  /** Its commit or abort while that is under way; never rejects. */
  finishing: Promise<void> | null
  /** When something was put into it first, on the clock of `performance.now()`: its time runs from there. */
  beganMs: number | null
  /** Messages in it, and the topics that they went to. */
  sent: number
  readonly topics: Set<string>
  /** Positions in it, by group. */
  readonly positions: { readonly group: string; readonly position: Position }[]
}

/** Whether something of it can still be committed. */
export function isOpen({ status, replaced }: TransactionState): boolean {
  return status === 'open' && !replaced
}

/**
 * Aborts a transaction because the lab needs its place; `reason` is what its handle says then. What it cannot abort times
 * out. One that a newer producer has aborted is fenced, and one that is just being committed is what becomes of that.
 */
export async function endTransaction(state: TransactionState, reason: string): Promise<void> {
  await state.finishing
  if (state.status !== 'open') return
  if (state.replaced) return retire(state)
  state.status = 'ended'
  state.end = reason
  await state.open.abort().catch(() => {})
  await hangUp(state)
}

/** Gives up a producer that a newer one of this lab has fenced, and that Kafka was not asked about since. */
export async function retire(state: TransactionState): Promise<void> {
  state.status = 'fenced'
  await hangUp(state)
}

/** Closes the connections of its producer; one that cannot say goodbye is cut off. */
export async function hangUp({ by, wires }: TransactionState): Promise<void> {
  await by.producer.disconnect().catch(() => {})
  wires.cut()
}
