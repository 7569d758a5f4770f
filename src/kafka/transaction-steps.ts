import { refuseShare } from './group-kind.js'
import type { Member } from './member.js'
import type { MessageRef } from './place.js'
import type { NewMessage, SentMessage } from './produce.js'
import { prepared, sendBy, sentOf } from './producing.js'
import type { Provisioning } from './provisioning.js'
import { asOpen, leaveOpen, refuseUnlessOpen, settled } from './transaction-open.js'
import { groupOf, mustHavePositions, positionsAfter } from './transaction-positions.js'
import type { TransactionState } from './transaction-state.js'
import { type Position, senderIn, sendPositions } from './transactional.js'

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
    sendBy(lab, senderIn(state.open, state.by), topic, encoded.ready),
  )
  state.sent += places.length
  lab.topics.add(topic)
  return sentOf(topic, encoded.messages, places, runs)
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

/** Cuts the producer off, and says whether it was before: it neither commits nor aborts, and the broker waits for its time-out. */
export function crashTransaction(lab: Provisioning, state: TransactionState): boolean {
  if (state.status === 'crashed') return true
  refuseUnlessOpen(state, 'crash')
  state.status = 'crashed'
  leaveOpen(lab, state)
  settled(lab, state)
  void state.by.producer.disconnect().catch(() => {})
  lab.record(null, null, { type: 'transaction-crashed', transaction: state.id, sent: state.sent })
  return false
}
