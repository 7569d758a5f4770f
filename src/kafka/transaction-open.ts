import type { Provisioning } from './provisioning.js'
import type { TransactionState } from './transaction-state.js'
import { isFenced } from './transactional.js'

/** Does work in an open transaction; a producer that Kafka has fenced is told so in a sentence, and ends. */
export async function asOpen<T>(
  lab: Provisioning,
  state: TransactionState,
  verb: string,
  work: () => Promise<T>,
): Promise<T> {
  state.beganMs ??= performance.now()
  try {
    return await work()
  } catch (problem) {
    // The lab has ended it meanwhile, or a cell has crashed it.
    refuseUnlessOpen(state, verb)
    if (!isFenced(problem)) throw problem
    const { id, beganMs, timeoutMs, replaced } = state
    const late = !replaced && performance.now() - beganMs > timeoutMs
    state.status = late ? 'timed out' : 'fenced'
    settled(lab, state)
    void state.by.producer.disconnect().catch(() => {})
    lab.record(null, null, { type: 'transaction-fenced', transaction: id, sent: state.sent })
    const why = late
      ? `it was open for longer than its ${timeoutMs} ms, and the broker has aborted it (INVALID_PRODUCER_EPOCH). Begin it again, with a longer timeoutMs if its work takes longer.`
      : 'a newer producer with the same transactional id has taken over, and Kafka refuses the older one (INVALID_PRODUCER_EPOCH). What it had sent is aborted; go on with the newer one.'
    throw new Error(`Cannot ${verb} transaction '${id}': ${why}`, { cause: problem })
  }
}

/** Throws a sentence, with what became of it, unless a transaction is open as far as its producer knows. */
export function refuseUnlessOpen({ id, status, end }: TransactionState, verb: string): void {
  if (status === 'open') return
  const was = {
    'in doubt': 'it was to end before, which was never confirmed',
    committed: 'it was committed',
    aborted: 'it was aborted',
    crashed: 'its producer has crashed',
  }
  const fate = {
    ...was,
    fenced: 'a newer producer with the same transactional id has taken over',
    'timed out': 'its time was up, and the broker has aborted it',
    ended: end ?? '',
  }[status]
  throw new Error(
    status === 'ended'
      ? fate
      : `Cannot ${verb} transaction '${id}': ${fate}. Begin a new one: lab.transaction('${id}').`,
  )
}

/** Remembers a transaction that nobody ends before its time is up. */
export function leaveOpen(
  { connection, leftOpen }: Provisioning,
  { client, replaced, topics }: TransactionState,
): void {
  const { prefix } = connection.cluster
  if (!replaced) leftOpen.set(client.transactionalId, new Set([...topics].map((topic) => prefix + topic)))
}

/** Forgets a transaction that has come to its end, and cuts its producer off. */
export function settled(lab: Provisioning, state: TransactionState): void {
  lab.transactions.delete(state)
  state.wires.cut()
}
