import { takeAhead } from './ahead.js'
import { isEmbedded } from './cluster/embedded.js'
import { introduce } from './cluster/introduce.js'
import type { BrokerCount } from './cluster/node-plans.js'
import { refuseAnother, wantedBrokers } from './cluster/wanted.js'
import { greet } from './kafka/greet.js'
import { revive } from './kafka/revive.js'
import type { Lab } from './lab.js'
import { anything, checkedOptions } from './model/options.js'
import { endLab, exitHooks, startLab } from './start-lab.js'
import { keepState, keptState, type LabState } from './state.js'
import { labOn } from './verbs.js'

/** Which cluster a lab is to have. */
export interface OpenOptions {
  /**
   * Default 1, which is its own controller. 3: three brokers, and a controller beside them, for lessons that kill
   * brokers: of the lab's own also where KAFKA_BROKERS names a cluster.
   */
  readonly brokers?: BrokerCount
}

/**
 * Opens this notebook's lab: the first call starts Apache Kafka, if the kernel has not done so while it was idle, or
 * connects to the cluster in KAFKA_BROKERS; a later one wraps the same cluster in the code as it is now, so that the import
 * cell can be run again after editing src.
 *
 *     const lab = await openLab()
 *     const lab = await openLab({ brokers: 3 })
 *
 * Everything it started ends with the kernel. When Kafka itself has ended meanwhile, a new one is started and that is said;
 * brokers that a cell killed, stopped or froze are brought back.
 * Throws a sentence when no Kafka can be had, when the cluster that is open does not answer (it stays open then), and
 * when it has another number of brokers.
 */
export async function openLab(options: OpenOptions = {}): Promise<Lab> {
  const known = { brokers: anything }
  const { brokers: wanted = 1 } = checkedOptions<OpenOptions>(options, known, 'Cannot open a lab')
  const brokers = wantedBrokers(wanted)
  const kept = keptState()
  const open = await kept
  if (keptState() !== kept) return openLab(options)
  const dead = open?.connection.cluster.dead() ?? null
  if (open !== null && dead === null) {
    const { cluster } = open.connection
    refuseAnother(cluster, brokers)
    const revived = isEmbedded(cluster) ? await revive(open, cluster) : await greet(cluster)
    console.log([`${introduce(cluster)}, open already`, ...(revived ?? [])].join('; '))
    return labOn(open)
  }
  if (dead !== null)
    console.log(
      `${dead}\nA new one is started: its topics and groups are gone, run the cells again from the top.`,
    )
  const opening = (open === null ? Promise.resolve() : endLab(open)).then(() => begin(brokers))
  keepState(opening)
  try {
    const state = await opening
    console.log(`${introduce(state.connection.cluster)}, ready in ${(state.readyMs / 1000).toFixed(1)} s`)
    return labOn(state)
  } catch (problem) {
    keepState(null)
    throw problem
  }
}

/** Closes the lab with everything that it started, within 2 s. Without an open lab it does nothing. */
export async function closeLab(): Promise<void> {
  const state = await keptState()
  keepState(null)
  if (state !== null) await endLab(state)
}

/** A lab that was started ahead where it is what is wanted, and otherwise a new one. */
async function begin(brokers: BrokerCount): Promise<LabState> {
  const state = (await takeAhead(brokers)) ?? (await startLab(brokers))
  exitHooks()?.add(closeLab)
  return state
}
