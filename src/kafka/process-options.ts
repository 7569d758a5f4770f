import { crashProblem, type PlannedCrash } from '../model/crash-point.js'
import { type Guarantee, guaranteeProblem } from '../model/guarantee.js'
import { shown } from '../model/shown.js'
import { mustExist } from './existing.js'
import { type Membership, nameOf } from './membership.js'
import type { Message } from './message.js'
import type { NewMessage } from './produce.js'

/** Makes of a message what is to be sent: one message, several, or null for none. It fails by throwing or rejecting. */
export type Transform = (
  message: Message,
) => NewMessage | readonly NewMessage[] | null | Promise<NewMessage | readonly NewMessage[] | null>

/** How messages are processed. */
export interface ProcessOptions {
  /** In which order a message is handled and its position committed, or both in one transaction. */
  readonly guarantee: Guarantee
  /** Crashes the member there: at the message with this number, from 0 on, of those that this call takes in hand. */
  readonly crash?: PlannedCrash
}

/** Throws a sentence for what cannot be processed, before anything is read. */
export async function checkProcess(
  membership: Membership,
  to: string,
  transform: unknown,
  options: ProcessOptions,
): Promise<void> {
  const cannot = `${nameOf(membership)} cannot process`
  if (typeof transform !== 'function')
    throw new Error(
      `${cannot} with ${shown(transform)}: wanted a function from a message to what is sent. Write process('${to}', message => ({ key, value }), { guarantee }).`,
    )
  const { guarantee, crash } = options ?? {}
  const problem = guaranteeProblem(guarantee)
  if (problem !== null) throw new Error(`${cannot} with that guarantee: ${problem}. Name one of these.`)
  const wrong = crash === undefined ? null : crashProblem(crash)
  if (wrong !== null) throw new Error(`${cannot} with that crash: ${wrong}. Mend it, or leave it out.`)
  if (membership.topics.includes(to))
    throw new Error(
      `${cannot} into '${to}', which it reads itself: it would never come to an end. Name another topic.`,
    )
  await mustExist(membership.connection, [to], `${cannot} into '${to}'`)
}
