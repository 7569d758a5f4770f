import { contains } from '../model/ranges.js'
import { watchButton } from '../wait.js'
import { refuseIfInterrupted } from './attempt.js'
import { crash } from './ending.js'
import { dropGivenAway, endProducers, exactlyOnce, passCommitted } from './exactly-once.js'
import { refuseIfHandling } from './handle.js'
import { canMakeRoom, inOrder, isFull, type PartitionInbox, partitionName } from './inbox.js'
import { type Membership, refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import { checkProcess, type ProcessOptions, type Transform } from './process-options.js'
import { atLeastOnce, atMostOnce } from './process-orders.js'
import type { ProcessRun, TakeOne } from './process-run.js'
import { mostTries, type Processed, type ProcessTally, processedOf } from './processed.js'
import type { Provisioning } from './provisioning.js'
import { pull } from './receive.js'

const ways: Record<ProcessOptions['guarantee'], TakeOne> = {
  'at-most-once': atMostOnce,
  'at-least-once': atLeastOnce,
  'exactly-once': exactlyOnce,
}

/** The messages that a call has taken in hand: their numbers from 0 on, and how often. */
type Tries = Map<string, { readonly number: number; times: number }>

/** See `Member.process`. */
export async function process(
  lab: Provisioning,
  membership: Membership,
  to: string,
  transform: Transform,
  options: ProcessOptions,
): Promise<Processed> {
  const began = performance.now()
  await checkProcess(membership, to, transform, options)
  refuseIfHandling(membership, 'process')
  const tally: ProcessTally = { handled: 0, committed: 0, refused: [], blocked: [], crashed: null }
  const tries: Tries = new Map()
  const run: ProcessRun = {
    ...{ lab, membership, to, transform, tally },
    producers: new Map(),
    async crashesAt(message, point) {
      const planned = options.crash
      const { number } = tries.get(placeName(message)) ?? {}
      if (planned === undefined || planned.message !== number || planned.point !== point) return false
      const { topic, partition, offset } = message
      tally.crashed = { message: number, point, topic, partition, offset }
      await crash(lab, membership)
      return true
    },
  }
  const button = watchButton()
  const take = (at: PartitionInbox, message: Message): Promise<boolean> => {
    refuseIfInterrupted(membership, message, button)
    return ways[options.guarantee](run, at, message)
  }
  membership.handling = 'process'
  membership.sendsTo = to
  try {
    let over = false
    while (!over) {
      await pull(membership)
      const full = isFull(membership.inbox)
      await dropGivenAway(run)
      if (options.guarantee === 'exactly-once') for (const at of membership.inbox.values()) passCommitted(at)
      over = await takeInbox(run, take, tries)
      // A full inbox is not the log end, and what was done in it makes room.
      if (full && tally.crashed === null && canMakeRoom(membership.inbox)) over = false
    }
    lab.topics.add(to)
    await endProducers(run)
    return processedOf(membership, tally, performance.now() - began)
  } catch (problem) {
    await endProducers(run).catch(() => {})
    throw problem
  } finally {
    membership.handling = null
    membership.sendsTo = null
    button.end()
  }
}

/** Takes what the inbox holds, and says whether that is all, or the member has crashed as planned; false: look anew. */
async function takeInbox(
  { membership, tally }: ProcessRun,
  take: (at: PartitionInbox, message: Message) => Promise<boolean>,
  tries: Tries,
): Promise<boolean> {
  const { joins } = membership
  tally.blocked = []
  const goesOn = (): boolean => membership.joins === joins && membership.status === 'member'
  for (const at of inOrder(membership.inbox)) {
    for (const message of waiting(at)) {
      refuseIfGone(membership, 'process')
      const tried = tries.get(placeName(message)) ?? { number: tries.size, times: 0 }
      if (tried.times >= mostTries) {
        const { topic, partition, offset } = message
        tally.blocked.push({ topic, partition, offset })
        break
      }
      tried.times++
      tries.set(placeName(message), tried)
      const taken = await take(at, message)
      if (tally.crashed !== null) return true
      if (!taken || !goesOn()) return false
    }
    if (!goesOn()) return false
  }
  return true
}

/** What has come and was not handled since the last rebalance; what was acknowledged by hand needs no handling. */
function waiting({ messages, handledTo, ledger }: PartitionInbox): Message[] {
  return messages.filter(({ offset }) => offset >= handledTo && !contains(ledger.acknowledged, offset))
}

function placeName(message: Message): string {
  return `${partitionName(message)} @${message.offset}`
}
