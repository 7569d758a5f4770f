import { waitFor } from '../wait.js'
import type { AskedOfCoordinator, InnerCluster, InnerCoordinator } from './inner-cluster.js'
import { isLossOfBroker } from './loss.js'

/** What a coordinator is asked for a transaction. To ask twice changes nothing; a second `initProducerId` is a new epoch, of which the first knows nothing. */
const ofTransaction = [
  'initProducerId',
  'addPartitionsToTxn',
  'addOffsetsToTxn',
  'txnOffsetCommit',
  'endTxn',
] as const satisfies readonly AskedOfCoordinator[]

/** What a coordinator is asked for a member between two joins. */
const ofMember = [
  'heartbeat',
  'offsetCommit',
  'offsetFetch',
  'leaveGroup',
] as const satisfies readonly AskedOfCoordinator[]

/**
 * Lets the transactions on a cluster of kafkajs go on when their coordinator moves: what is refused or not answered is asked again
 * of the one that there is then. kafkajs 2.2.4 looks for names of refusals that it does not use, and a transaction of which
 * the end was refused once can neither be committed nor aborted. `isOver`: nobody waits for it any more.
 */
export function followOfTransactions(cluster: InnerCluster, isOver: () => boolean): void {
  follow(cluster, ofTransaction, (ask) => untilTaken(ask, isOver))
}

/**
 * Lets the members on a cluster of kafkajs stay members when their coordinator moves, as they do with Kafka's own clients:
 * the next try asks the coordinator that there is then. kafkajs 2.2.4 asks the lost one twenty times, and joins as a new member.
 */
export function followOfMembers(cluster: InnerCluster): void {
  follow(cluster, ofMember, (ask) => ask())
}

function follow(
  cluster: InnerCluster,
  asked: readonly AskedOfCoordinator[],
  insist: (ask: () => Promise<unknown>) => Promise<unknown>,
): void {
  const { findGroupCoordinator } = cluster
  cluster.findGroupCoordinator = async (by) => {
    const find = (): Promise<InnerCoordinator> => findGroupCoordinator.call(cluster, by)
    const first = await find()
    let current: InnerCoordinator | null = first
    const ask = async (verb: AskedOfCoordinator, request: object): Promise<unknown> => {
      const asking = current ?? (await find())
      current = asking
      try {
        return await asking[verb](request)
      } catch (problem) {
        if (isLossOfBroker(problem) && current === asking) current = null
        throw problem
      }
    }
    const following = asked.map(
      (verb) => [verb, { value: (request: object) => insist(() => ask(verb, request)) }] as const,
    )
    // Of one that is not connected kafkajs makes the first again.
    const isConnected = { value: () => true }
    return Object.create(first, { ...Object.fromEntries(following), isConnected })
  }
}

async function untilTaken(ask: () => Promise<unknown>, isOver: () => boolean): Promise<unknown> {
  let last: unknown = null
  const tried = async (saw: (seen: string) => void): Promise<{ answer: unknown } | undefined> => {
    try {
      return { answer: await ask() }
    } catch (problem) {
      last = problem
      const { type } = problem as { type?: string }
      // The one that was lost may have begun to write what it was asked for.
      if (isOver() || !(isLossOfBroker(problem) || type === 'CONCURRENT_TRANSACTIONS')) throw problem
      saw((problem as Error).message)
      return undefined
    }
  }
  try {
    return (await waitFor('the coordinator', tried, { everyMs: 20, background: true })).answer
  } catch (problem) {
    throw last ?? problem
  }
}
