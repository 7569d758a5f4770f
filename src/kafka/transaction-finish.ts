import { wordsOf } from '../model/thrown.js'
import type { Provisioning } from './provisioning.js'
import { asOpen, leaveOpen, refuseUnlessOpen, settled } from './transaction-open.js'
import { retire, type TransactionState } from './transaction-state.js'
import { untilOver } from './transactional.js'
import { inTurn } from './turns.js'

/**
 * Ends a transaction, and says whether it was ended so before; returns when readers may pass it. What the coordinator has
 * decided stands, and is on the timeline, also when what comes after that fails or the reader does not wait for it.
 */
export function finish(
  lab: Provisioning,
  state: TransactionState,
  how: 'commit' | 'abort',
): Promise<boolean> {
  const after = how === 'commit' ? 'committed' : 'aborted'
  return inTurn(lab.turns, `transaction ${state.id}`, async () => {
    if (state.status === after) return true
    refuseUnlessOpen(state, how)
    const isEmpty = state.beganMs === null
    if (isEmpty && state.replaced) await refuseReplaced(lab, state, how)
    const finishing = decide(lab, state, how, after).then(() => untilPassed(lab, state, after, isEmpty))
    state.finishing = finishing.catch(() => {})
    await finishing
    return false
  })
}

/** Asks the coordinator, and writes down what it has decided. */
async function decide(
  lab: Provisioning,
  state: TransactionState,
  how: 'commit' | 'abort',
  after: 'committed' | 'aborted',
): Promise<void> {
  const { id, sent, timeoutMs } = state
  try {
    await asOpen(lab, state, how, () => state.open[how]())
  } catch (problem) {
    if (state.status !== 'open') throw problem
    state.status = 'in doubt'
    leaveOpen(lab, state)
    settled(lab, state)
    throw new Error(
      `Cannot say whether transaction '${id}' is ${after}: its coordinator has not confirmed it (${wordsOf(problem)}). ` +
        `If not, the broker aborts it when its ${timeoutMs} ms are over. Look with a member whether what it sent has come, or begin a new one: lab.transaction('${id}').`,
      { cause: problem },
    )
  }
  state.status = after
  lab.record(null, null, { type: `transaction-${after}`, transaction: id, sent })
  if (how === 'commit')
    for (const { group, position } of state.positions)
      lab.record(group, null, { type: 'committed', ...position })
}

/** Returns when readers may pass what has ended; of one with nothing in it there is nothing to pass. */
async function untilPassed(
  lab: Provisioning,
  state: TransactionState,
  after: 'committed' | 'aborted',
  isEmpty: boolean,
): Promise<void> {
  try {
    await state.by.producer.disconnect()
    if (!isEmpty) await untilOver(state.client)
  } catch (problem) {
    throw new Error(
      `Transaction '${state.id}' is ${after}, and it is not known whether readers may pass it yet: ${wordsOf(problem).replace(/\.$/, '')}. ` +
        'Receive again if something is missing.',
      { cause: problem },
    )
  } finally {
    settled(lab, state)
  }
}

/** Kafka is not asked to end what is empty, and so would not refuse it; to ask all the same would fence the newer producer. */
async function refuseReplaced(lab: Provisioning, state: TransactionState, how: string): Promise<void> {
  lab.transactions.delete(state)
  await retire(state)
  refuseUnlessOpen(state, how)
}
