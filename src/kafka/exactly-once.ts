import { acknowledge as tick } from '../model/ledger.js'
import { wordsOf } from '../model/thrown.js'
import { committedOffsets } from './groups.js'
import { type PartitionInbox, partitionName } from './inbox.js'
import { type Membership, nameOf, refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import { done, type ProcessRun, transformed } from './process-run.js'
import type { TracingProducer } from './produce.js'
import { sendBy } from './producing.js'
import { askAgain, silenceOn } from './silence.js'
import {
  isFenced,
  senderIn,
  sendPositions,
  type TransactionalClient,
  transactionalProducer,
  untilOver,
} from './transactional.js'

/** How long a transaction of one message may be open: so long one that nobody takes up holds readers back. */
const timeoutMs = 2_000

/**
 * Handles a message and commits the position after it in one transaction. Its 'between the two' is after the messages
 * and the position were sent, both in the transaction, and before that is committed.
 */
export async function exactlyOnce(run: ProcessRun, at: PartitionInbox, message: Message): Promise<boolean> {
  const { lab, membership, tally, to } = run
  const { topic, partition, offset } = message
  const by = run.producers.get(at) ?? (await takeOver(run, at))
  if (offset < at.handledTo) return true
  if (await run.crashesAt(message, 'before both')) return true
  const encoded = await transformed(
    run,
    message,
    'Nothing of it was sent or committed: mend the handler and process again, it begins with this message.',
  )
  const { prefix } = lab.connection.cluster
  const { transactionalId } = clientOf(membership, at)
  try {
    lab.leftOpen.set(transactionalId, new Set([prefix + to]))
    const transaction = await by.producer.transaction()
    if (encoded.length > 0) await sendBy(lab, senderIn(transaction, by), to, encoded)
    const position = { topic: prefix + topic, partition, offset: offset + 1 }
    await sendPositions(transaction, prefix + membership.group, [position])
    if (await run.crashesAt(message, 'between the two')) return true
    await transaction.commit()
    lab.leftOpen.delete(transactionalId)
  } catch (problem) {
    // Whether it was committed is open. The next producer with this id ends it, and reads the position that came of it.
    await giveUp(run, at)
    refuseIfGone(membership, 'process')
    if (isFenced(problem)) {
      tally.refused.push({ topic, partition, offset, said: wordsOf(problem) })
      return false
    }
    if (askAgain(lab.connection.cluster)(problem)) return false
    throw new Error(
      `${nameOf(membership)} could not commit the transaction of offset ${offset} of ${topic} P${partition}: ${wordsOf(problem).replace(/\.$/, '')}. ` +
        'It counts as a whole or not at all: process again, it begins where the committed position says.',
      { cause: problem },
    )
  }
  tally.handled++
  done(run, at, message)
  membership.record({ type: 'committed', topic, partition, offset: offset + 1 })
  await run.crashesAt(message, 'after both')
  return true
}

/**
 * Makes the producer of one input partition. Its transactional id is the same in every life: its first transaction
 * fences a zombie and aborts what that left open. Only then does the committed position say where to go on.
 */
async function takeOver(
  { lab, membership, producers }: ProcessRun,
  at: PartitionInbox,
): Promise<TracingProducer> {
  const { connection, group } = membership
  const client = clientOf(membership, at)
  const by = await transactionalProducer(client)
  producers.set(at, by)
  const transaction = await by.producer.transaction()
  await transaction.abort()
  lab.leftOpen.delete(client.transactionalId)
  const { prefix } = connection.cluster
  const committed = await committedOffsets(connection.admin, prefix + group)
  const position = committed.get(prefix + at.topic)?.get(at.partition) ?? null
  if (position !== null) at.handledTo = Math.max(position, at.ledger.start)
  at.committed = position
  passCommitted(at)
  return by
}

/**
 * Ticks off what the group has committed without this member, as a zombie or a successor does: it is not to be handled,
 * and an inbox that is full of it would never come to the log end. It waits for no commit.
 */
export function passCommitted(at: PartitionInbox): void {
  const { committed, messages } = at
  if (committed === null) return
  const { latest } = at.ledger
  for (const { offset } of messages) if (offset < committed) at.ledger = tick(at.ledger, offset)
  at.ledger = { ...at.ledger, latest }
}

/** Disconnects the producer of a partition, whose transaction is open or has ended in a way that it does not know. */
async function giveUp({ producers }: ProcessRun, at: PartitionInbox): Promise<void> {
  const by = producers.get(at)
  producers.delete(at)
  await by?.producer.disconnect().catch(() => {})
}

/** Disconnects the producers of partitions that a rebalance gave away: they are another member's to commit. */
export async function dropGivenAway(run: ProcessRun): Promise<void> {
  const { inbox } = run.membership
  const given = [...run.producers.keys()].filter((at) => !inbox.has(partitionName(at)))
  await Promise.all(given.map((at) => giveUp(run, at)))
}

/**
 * Disconnects all producers, and returns when readers may pass what they have committed: of the partitions that the
 * member still owns, because to ask for that fences whoever has the transactional id.
 */
export async function endProducers(run: ProcessRun): Promise<void> {
  const { membership, producers } = run
  const used = [...producers.keys()]
  const names = new Set(used.map(partitionName))
  await Promise.all(used.map((at) => giveUp(run, at)))
  if (membership.status !== 'member') return
  const owned = [...membership.inbox.values()].filter((at) => names.has(partitionName(at)))
  await Promise.all(owned.map((at) => untilOver(clientOf(membership, at))))
}

/** With the wires of the member, so that a crash cuts both. No topic has a '/' in its name: no two partitions have one id. */
function clientOf({ connection, name, group, wires }: Membership, at: PartitionInbox): TransactionalClient {
  const { cluster } = connection
  const { requestTimeoutMs } = silenceOn(cluster)
  return {
    client: { to: cluster, clientId: name, socketFactory: wires.factory, requestTimeoutMs },
    transactionalId: `${cluster.prefix}${group}/${at.topic}/${at.partition}`,
    timeoutMs,
    isOver: () => wires.isCut || cluster.dead() !== null,
  }
}
