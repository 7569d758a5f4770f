import { listed } from '../model/listed.js'
import { printed } from '../model/printed.js'
import { transactionCalls } from './calls.js'
import { guard } from './guard.js'
import type { Member } from './member.js'
import type { MessageRef } from './place.js'
import type { NewMessage, SentMessage } from './produce.js'
import type { Provisioning } from './provisioning.js'
import { finish } from './transaction-finish.js'
import type { TransactionState, TransactionStatus } from './transaction-state.js'
import { crashTransaction, sendIn, sendOffsetsIn } from './transaction-steps.js'
import type { Position } from './transactional.js'

/** How a transaction ended. */
export interface TransactionEnd {
  /** Whether it had ended so before this call, which then did nothing. */
  readonly already: boolean
}

/** A transaction of a producer of its own, as `lab.transaction` returns it. Source: KIP-98. */
export interface Transaction {
  /** The transactional id. */
  readonly id: string
  readonly status: TransactionStatus
  /**
   * Sends messages that count when the transaction is committed; each with its partition and offset, which it has at once.
   *
   *     await tx.send('receipts', { key: 'order-100', value: { total: 12 } })
   */
  send(topic: string, messages: NewMessage | readonly NewMessage[]): Promise<SentMessage[]>
  /**
   * Puts a group's positions after these messages into the transaction: they are committed with what it sends, or not
   * at all. The group by its name, or a member of it.
   *
   *     await tx.sendOffsets('worker', seen)
   */
  sendOffsets(
    group: string | Pick<Member, 'group'>,
    messages: MessageRef | readonly MessageRef[],
  ): Promise<Position[]>
  /**
   * Commits: all of it counts. Returns when readers that read committed see it. Again says `already`. Throws a sentence
   * when a newer producer with the same id has taken over, the time was up, or its coordinator does not answer.
   */
  commit(): Promise<TransactionEnd>
  /** Aborts: none of it counts. Again says `already`. */
  abort(): Promise<TransactionEnd>
  /** Crashes its producer: no commit and no abort is sent. Readers that read committed wait for the time-out. Again says `already`. */
  crash(): Promise<TransactionEnd>
}

/** Wraps a transaction in the verbs of a notebook. */
export function transactionOf(lab: Provisioning, state: TransactionState): Transaction {
  const { id } = state
  const ended = (already: boolean, line: string): TransactionEnd =>
    printed({ already }, () => (already ? `transaction '${id}' was ${state.status} before` : line))
  const contents = (): string => `${state.sent} ${state.sent === 1 ? 'message' : 'messages'}`
  const transaction: Transaction = {
    id,
    get status() {
      return state.status
    },
    send: (topic, messages) => sendIn(lab, state, topic, listed(messages)),
    async sendOffsets(group, messages) {
      const positions = await sendOffsetsIn(lab, state, group, listed(messages))
      const where = positions.map((each) => `${each.offset} on ${each.topic} P${each.partition}`).join(', ')
      return printed(positions, () => `in transaction '${id}', committed with it: ${where || 'nothing'}`)
    },
    async commit() {
      const already = await finish(lab, state, 'commit')
      return ended(already, `transaction '${id}' committed: ${contents()}`)
    },
    async abort() {
      const already = await finish(lab, state, 'abort')
      return ended(already, `transaction '${id}' aborted: ${contents()}, which count for nobody`)
    },
    async crash() {
      const already = crashTransaction(lab, state)
      const wait = state.replaced
        ? `a newer producer with the same transactional id has aborted it`
        : `the broker aborts it ${(state.timeoutMs / 1_000).toFixed(1)} s after its first message`
      return ended(already, `the producer of transaction '${id}' crashed with ${contents()} sent; ${wait}`)
    },
  }
  guard(lab.connection, transaction, transactionCalls)
  return printed(transaction, () => {
    const former = state.replaced && state.status === 'open'
    const known = former
      ? 'open as far as its producer knows, and aborted by a newer one with the same transactional id'
      : state.status
    return state.end ?? `transaction '${id}': ${known}, ${contents()} sent`
  })
}
