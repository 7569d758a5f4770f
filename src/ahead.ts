import { externalCluster } from './cluster/external.js'
import type { BrokerCount } from './cluster/node-plans.js'
import { endLab, exitHooks, startLab } from './start-lab.js'
import { aheadState, keepAhead, keptState, type LabState } from './state.js'

/**
 * Starts a lab of one broker before a cell asks for it, so that `openLab()` finds it ready: the kernel calls this while its
 * reader still reads. Nothing is started where a lab is open, or KAFKA_BROKERS names another Kafka. Whatever fails is
 * dropped: `openLab()` starts one of its own then, and says what is wrong.
 */
export function startAhead(): void {
  if (keptState() !== null || aheadState() !== null || namesAnother()) return
  keepAhead(startLab(1).catch(() => null))
  exitHooks()?.add(endAhead)
}

/** The lab that was started ahead, if it lives and is what is wanted; null otherwise, and then it was ended. It is given out once. */
export async function takeAhead(brokers: BrokerCount): Promise<LabState | null> {
  const state = await taken()
  if (state === null) return null
  if (brokers === 1 && !namesAnother() && state.connection.cluster.dead() === null) return state
  await endLab(state)
  return null
}

async function endAhead(): Promise<void> {
  const state = await taken()
  if (state !== null) await endLab(state)
}

async function taken(): Promise<LabState | null> {
  const state = aheadState()
  keepAhead(null)
  return state
}

/** Whether another Kafka is meant; a name of one that cannot be understood means one too, and `openLab()` says so. */
function namesAnother(): boolean {
  try {
    return externalCluster(process.env) !== null
  } catch {
    return true
  }
}
