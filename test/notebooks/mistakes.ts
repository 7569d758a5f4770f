import * as start from './mistakes/00-start-here.js'
import * as keys from './mistakes/01-keys-and-partitions.js'
import * as groups from './mistakes/02-two-groups.js'
import * as members from './mistakes/03-one-group.js'
import * as rebalancing from './mistakes/04-rebalancing.js'
import * as acknowledging from './mistakes/05-acknowledging.js'
import * as delivery from './mistakes/06-delivery-guarantees.js'
import * as throughput from './mistakes/07-throughput.js'
import * as rooms from './mistakes/08-chat-rooms.js'
import * as services from './mistakes/09-two-services.js'
import * as replicas from './mistakes/10-replicas-and-failover.js'
import * as queues from './mistakes/11-queues.js'

/** A wrong answer to an exercise. */
export interface WrongAnswer {
  /** What was misunderstood or forgotten, in a few words. */
  readonly mistake: string
  /** What a reader would write in place of `// your line here`; where there is no such comment, in place of the whole cell. */
  readonly answer: string
  /** The error in which the cell of the answer ends, its name and message; none when it runs. */
  readonly error?: string
  /** What the check says to it. */
  readonly said: string
  /** What it says where the machine was so busy that the mistake was none: a session was over before the next line ran. */
  readonly saidLate?: string
}

/** What readers get wrong in one lesson. */
export interface Mistakes {
  /** By the task that the check says, in an order in which none hides the next. */
  readonly answers: Readonly<Record<string, readonly WrongAnswer[]>>
  /** By the constant that holds the guess: wrong guesses as code, and the name of the misconception behind each. */
  readonly guesses: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What the check of each exercise says, or the error in which it ends, when only the lesson's first cell has run. */
  readonly early: readonly string[]
}

/** By the name of the notebook. */
export const mistakes: Readonly<Record<string, Mistakes>> = {
  '00-start-here.ipynb': start,
  '01-keys-and-partitions.ipynb': keys,
  '02-two-groups.ipynb': groups,
  '03-one-group.ipynb': members,
  '04-rebalancing.ipynb': rebalancing,
  '05-acknowledging.ipynb': acknowledging,
  '06-delivery-guarantees.ipynb': delivery,
  '07-throughput.ipynb': throughput,
  '08-chat-rooms.ipynb': rooms,
  '09-two-services.ipynb': services,
  '11-queues.ipynb': queues,
  '10-replicas-and-failover.ipynb': replicas,
}
