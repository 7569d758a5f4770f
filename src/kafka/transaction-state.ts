import type { Transaction as KafkaJsTransaction } from 'kafkajs'
import type { TracingProducer } from './produce.js'
import type { Position, TransactionalClient } from './transactional.js'
import type { Wires } from './wires.js'

/**
 * Where a transaction stands, as far as its producer knows. 'fenced': Kafka has refused it, because a newer producer
 * has its id; 'timed out': it was open too long and the broker has aborted it; 'ended': the lab has aborted it.
 */
export type TransactionStatus =
  | 'open'
  | 'committed'
  | 'aborted'
  | 'crashed'
  | 'fenced'
  | 'timed out'
  | 'ended'

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
  /** Whether this lab has begun a newer one with the same id. */
  replaced: boolean
  /** When something was put into it first, on the clock of `performance.now()`: its time runs from there. */
  beganMs: number | null
  /** Messages in it, and the topics that they went to. */
  sent: number
  readonly topics: Set<string>
  /** Positions in it, by group. */
  readonly positions: { readonly group: string; readonly position: Position }[]
}

/** Aborts a transaction because the lab needs its place; `reason` is what its handle says then. What it cannot abort times out. */
export async function endTransaction(state: TransactionState, reason: string): Promise<void> {
  if (state.status !== 'open') return
  state.status = 'ended'
  state.end = reason
  await state.open.abort().catch(() => {})
  await state.by.producer.disconnect().catch(() => {})
  state.wires.cut()
}
