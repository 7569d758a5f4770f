import type { Provisioning } from './provisioning.js'
import { silenceOn } from './silence.js'
import { checkedTransaction, type TransactionOptions, withTimeout } from './transaction-options.js'
import { retire, type TransactionState } from './transaction-state.js'
import { transactionalProducer } from './transactional.js'
import { inTurn } from './turns.js'
import { wires } from './wires.js'

/**
 * Begins a transaction with a new producer of this transactional id, which fences older ones: what they have open is
 * aborted. Throws a sentence for an id or a time that will not do.
 */
export async function beginTransaction(
  lab: Provisioning,
  id: string,
  options?: TransactionOptions,
): Promise<TransactionState> {
  const { timeoutMs } = checkedTransaction(id, options)
  return inTurn(lab.turns, `transaction ${id}`, async () => {
    const { cluster } = lab.connection
    const { requestTimeoutMs, silentMs } = silenceOn(cluster)
    const line = wires({ silentMs })
    const client = {
      client: { to: cluster, clientId: id, socketFactory: line.factory, requestTimeoutMs },
      transactionalId: cluster.prefix + id,
      timeoutMs,
      isOver: () => line.isCut || cluster.dead() !== null,
    }
    const by = await transactionalProducer(client)
    const begin = (): Promise<TransactionState['open']> => by.producer.transaction()
    const open = await withTimeout(lab.connection, id, timeoutMs, begin).catch(async (problem: unknown) => {
      await by.producer.disconnect()
      throw problem
    })
    lab.leftOpen.delete(client.transactionalId)
    for (const former of [...lab.transactions].filter((each) => each.id === id)) {
      // One that was fenced may try to go on and be refused; those before it need not wait for that.
      if (former.replaced) lab.transactions.delete(former)
      if (former.replaced) await retire(former)
      former.replaced = true
    }
    const state: TransactionState = {
      ...{ id, timeoutMs, client, by, open, wires: line },
      status: 'open',
      end: null,
      replaced: false,
      finishing: null,
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
