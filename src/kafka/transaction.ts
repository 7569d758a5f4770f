import { inspect } from 'node:util'
import { nameProblem } from '../model/names.js'
import type { Provisioning } from './provisioning.js'
import { silenceOn } from './silence.js'
import type { TransactionState } from './transaction-state.js'
import { transactionalProducer } from './transactional.js'
import { inTurn } from './turns.js'
import { wires } from './wires.js'

/** How a transaction is begun. */
export interface TransactionOptions {
  /**
   * How long it may be open, in ms from the first message or position in it; then the broker aborts it. Default 2000:
   * so long a crashed producer holds readers back. Kafka's own default is 60 000.
   */
  readonly timeoutMs?: number
}

/**
 * Begins a transaction with a new producer of this transactional id, which fences older ones: what they have open is
 * aborted. Throws a sentence for an id or a time that will not do.
 */
export async function beginTransaction(
  lab: Provisioning,
  id: string,
  { timeoutMs = 2_000 }: TransactionOptions = {},
): Promise<TransactionState> {
  const problem = nameProblem(id, 'transactional id')
  if (problem !== null)
    throw new Error(
      `Cannot begin a transaction: the transactional id will not do: ${problem}. Choose another.`,
    )
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1)
    throw new TypeError(
      `Cannot begin transaction '${id}' with a time-out of ${inspect(timeoutMs)}: wanted a whole number of ms from 1 on. ` +
        'Give timeoutMs like 2000, or leave it out.',
    )
  return inTurn(lab.turns, `transaction ${id}`, async () => {
    const { cluster } = lab.connection
    const { requestTimeoutMs, silentMs } = silenceOn(cluster)
    const line = wires({ silentMs })
    const client = {
      client: { brokers: cluster.brokers, clientId: id, socketFactory: line.factory, requestTimeoutMs },
      transactionalId: cluster.prefix + id,
      timeoutMs,
      isOver: () => line.isCut || cluster.dead() !== null,
    }
    const by = await transactionalProducer(client)
    const open = await by.producer.transaction().catch(async (problem: unknown) => {
      await by.producer.disconnect()
      throw problem
    })
    for (const former of lab.transactions) if (former.id === id) former.replaced = true
    const state: TransactionState = {
      ...{ id, timeoutMs, client, by, open, wires: line },
      status: 'open',
      end: null,
      replaced: false,
      beganMs: null,
      sent: 0,
      topics: new Set(),
      positions: [],
    }
    lab.transactions.add(state)
    lab.record(null, null, { type: 'transaction-begun', transaction: id })
    return state
  })
}
