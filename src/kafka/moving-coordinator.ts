import { waitFor } from '../wait.js'
import type { InnerCluster, InnerCoordinator } from './inner-cluster.js'
import { isLossOfBroker } from './loss.js'

/** What a coordinator is asked for a transaction. To ask twice changes nothing; a second `initProducerId` is a new epoch, of which the first knows nothing. */
const asked = [
  'initProducerId',
  'addPartitionsToTxn',
  'addOffsetsToTxn',
  'txnOffsetCommit',
  'endTxn',
] as const satisfies readonly (keyof InnerCoordinator)[]

/**
 * Lets the transactions on a cluster of kafkajs go on when their coordinator moves: what is refused or not answered is asked again
 * of the one that there is then. kafkajs 2.2.4 looks for names of refusals that it does not use, and a transaction of which
 * the end was refused once can neither be committed nor aborted. `isOver`: nobody waits for it any more.
 */
export function followCoordinator(cluster: InnerCluster, isOver: () => boolean): void {
  const { findGroupCoordinator } = cluster
  cluster.findGroupCoordinator = async (by) => {
    const find = (): Promise<InnerCoordinator> => findGroupCoordinator.call(cluster, by)
    const first = await find()
    const patient = asked.map((verb) => {
      let coordinator: InnerCoordinator | null = first
      const ask = (request: object): Promise<unknown> =>
        untilTaken(async () => {
          coordinator ??= await find()
          const asking = coordinator
          coordinator = null
          return { answer: await asking[verb](request) }
        }, isOver)
      return [verb, { value: ask }] as const
    })
    return Object.create(first, Object.fromEntries(patient))
  }
}

async function untilTaken(ask: () => Promise<{ answer: unknown }>, isOver: () => boolean): Promise<unknown> {
  let last: unknown = null
  const tried = async (saw: (seen: string) => void): Promise<{ answer: unknown } | undefined> => {
    try {
      return await ask()
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
