import type { PlannedCrash } from '../model/crash-point.js'
import { acknowledge as tick } from '../model/ledger.js'
import { listed } from '../model/listed.js'
import { rangesOf } from '../model/ranges.js'
import { wordsOf } from '../model/thrown.js'
import { encodeAll } from './encode.js'
import type { PartitionInbox } from './inbox.js'
import { type Membership, nameOf, refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import type { Transform } from './process-options.js'
import type { ProcessTally } from './processed.js'
import type { send, TracingProducer } from './produce.js'
import { prepared } from './producing.js'
import type { Provisioning } from './provisioning.js'

/** One call of `process`. */
export interface ProcessRun {
  readonly lab: Provisioning
  readonly membership: Membership
  readonly to: string
  readonly transform: Transform
  readonly tally: ProcessTally
  /** Of the partitions that are processed exactly once, while the group has not given them out anew. */
  readonly producers: Map<PartitionInbox, TracingProducer>
  /** Crashes the member where its plan says so, and says whether it did. */
  crashesAt(message: Message, point: PlannedCrash['point']): Promise<boolean>
}

/** How one message is taken; false: a rebalance came or a commit was refused, and all is looked at anew. */
export type TakeOne = (run: ProcessRun, at: PartitionInbox, message: Message) => Promise<boolean>

/**
 * What the handler makes of a message, ready to be sent. One that fails, or makes what cannot be sent, stops the call with a
 * sentence; `fate` says in it what becomes of the message.
 */
export async function transformed(
  { membership, transform, to }: ProcessRun,
  message: Message,
  fate: string,
): Promise<Parameters<typeof send>[2]> {
  try {
    const made = listed((await transform(message)) ?? [])
    refuseIfGone(membership, 'process')
    const choosy = made.some((each) => each?.partition !== undefined)
    const { ready } = choosy ? await prepared(membership.connection, to, made) : encodeAll(to, made)
    return ready
  } catch (problem) {
    refuseIfGone(membership, 'process')
    const { topic, partition, offset } = message
    const said = wordsOf(problem).replace(/\.$/, '')
    throw new Error(
      `${nameOf(membership)} stopped at offset ${offset} of ${topic} P${partition}, because its handler failed: ${said}. ${fate}`,
      { cause: problem },
    )
  }
}

/** Marks a message as done in the member's memory: `handle` and the pictures then see it so. */
export function done({ membership, tally }: ProcessRun, at: PartitionInbox, { offset }: Message): void {
  const { topic, partition } = at
  tally.committed++
  at.handledTo = offset + 1
  at.ledger = tick(at.ledger, offset)
  membership.record({ type: 'acknowledged', topic, partition, offsets: rangesOf([offset]) })
}
