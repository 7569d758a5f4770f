import { printed } from '../model/printed.js'
import { goesOn, stopWork, type WorkStatus } from './background.js'
import { type Handling, handlingOf } from './handling.js'
import { type Membership, nameOf } from './membership.js'
import type { WorkState } from './work.js'

/** A member's work in the background, as `member.work` returns it. */
export interface Work {
  readonly status: WorkStatus
  /** What became of the messages so far. */
  readonly handling: Handling
  /**
   * Handles what is there to the log end and ends, with what became of all messages. Again says the same; of a member
   * that has left, crashed or was ended it says what it came to until then.
   *
   *     await work.stop()   // C1 of group 'chat-service' handled 120 messages
   *
   * Throws a sentence, with the cause, when the work has failed before.
   */
  stop(): Promise<Handling>
}

/** Wraps a work in the verbs of a notebook. */
export function workOf(membership: Membership, state: WorkState): Work {
  const work: Work = {
    get status() {
      return state.status
    },
    get handling() {
      return handlingOf(membership, state.tally)
    },
    async stop() {
      if (state.within.getStore() !== true) await stopWork(membership.connection.cluster, state)
      else if (goesOn(state)) state.status = 'stopped'
      return work.handling
    },
  }
  return printed(work, () => {
    const { tally, status, end } = state
    const count = `${tally.handled} ${tally.handled === 1 ? 'message' : 'messages'}`
    const who = nameOf(membership)
    if (end !== null) return end
    if (status === 'stopped') return `the work of ${who} was stopped: ${count} handled`
    return `${who} is at work, ${count} so far; stop() ends it`
  })
}
