import { refuseShare } from './group-kind.js'
import type { Member } from './member.js'
import type { MessageRef } from './place.js'
import type { NewMessage, SentMessage } from './produce.js'
import { prepared, sendBy, sentOf } from './producing.js'
import type { Provisioning } from './provisioning.js'
import { groupOf, mustHavePositions, positionsAfter } from './transaction-positions.js'
import type { TransactionState } from './transaction-state.js'
import { isFenced, type Position, senderIn, sendPositions, untilOver } from './transactional.js'
import { inTurn } from './turns.js'

/** Sends messages inside of a transaction: readers that read committed see them when it is committed. */
export async function sendIn(
  lab: Provisioning,
  state: TransactionState,
  topic: string,
  messages: readonly NewMessage[],
): Promise<SentMessage[]> {
  refuseUnlessOpen(state, 'send in')
  const encoded = await prepared(lab.connection, topic, messages)
  state.topics.add(topic)
  const { places, runs } = await asOpen(lab, state, 'send in', () =>
    sendBy(lab, senderIn(state.open, state.by), topic, encoded),
  )
  state.sent += places.length
  lab.topics.add(topic)
  return sentOf(topic, messages, places, runs)
}

/** Puts the positions after these messages into a transaction, and returns them; without messages Kafka is not asked. */
export async function sendOffsetsIn(
  lab: Provisioning,
  state: TransactionState,
  group: string | Pick<Member, 'group'>,
  messages: readonly MessageRef[],
): Promise<Position[]> {
  refuseUnlessOpen(state, 'send offsets in')
  const cannot = `Cannot send offsets in transaction '${state.id}'`
  const name = groupOf(group, cannot)
  const positions = positionsAfter(messages, cannot)
  await refuseShare(lab.connection, name, cannot)
  await mustHavePositions(lab.connection, positions, cannot)
  if (positions.length === 0) return []
  const { prefix } = lab.connection.cluster
  const real = positions.map((each) => ({ ...each, topic: prefix + each.topic }))
  await asOpen(lab, state, 'send offsets in', () => sendPositions(state.open, prefix + name, real))
  for (const position of positions) state.positions.push({ group: name, position })
  return positions
}

/** Ends a transaction, and says whether it was ended so before; returns when readers may pass it. */
export function finish(
  lab: Provisioning,
  state: TransactionState,
  how: 'commit' | 'abort',
): Promise<boolean> {
  const after = how === 'commit' ? 'committed' : 'aborted'
  return inTurn(lab.turns, `transaction ${state.id}`, async () => {
    if (state.status === after) return true
    refuseUnlessOpen(state, how)
    await asOpen(lab, state, how, () => state.open[how]())
    state.status = after
    await state.by.producer.disconnect()
    await untilOver(state.client)
    settled(lab, state)
    const { id, sent } = state
    lab.record(null, null, { type: `transaction-${after}`, transaction: id, sent })
    if (how === 'commit')
      for (const { group, position } of state.positions)
        lab.record(group, null, { type: 'committed', ...position })
    return false
  })
}

/** Cuts the producer off, and says whether it was before: it neither commits nor aborts, and the broker waits for its time-out. */
export function crashTransaction(lab: Provisioning, state: TransactionState): boolean {
  if (state.status === 'crashed') return true
  refuseUnlessOpen(state, 'crash')
  state.status = 'crashed'
  settled(lab, state)
  void state.by.producer.disconnect().catch(() => {})
  lab.record(null, null, { type: 'transaction-crashed', transaction: state.id, sent: state.sent })
  return false
}

function settled(lab: Provisioning, state: TransactionState): void {
  lab.transactions.delete(state)
  state.wires.cut()
}

/** Does work in an open transaction; a producer that Kafka has fenced is told so in a sentence, and ends. */
async function asOpen<T>(
  lab: Provisioning,
  state: TransactionState,
  verb: string,
  work: () => Promise<T>,
): Promise<T> {
  state.beganMs ??= performance.now()
  try {
    return await work()
  } catch (problem) {
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

function refuseUnlessOpen({ id, status, end }: TransactionState, verb: string): void {
  if (status === 'open') return
  const was = {
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
