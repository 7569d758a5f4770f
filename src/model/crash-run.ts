import type { Crash } from './crashes.js'
import type { MessageDelivery } from './delivery.js'
import type { Guarantee } from './guarantee.js'
import { printed } from './printed.js'

/** One run with a crash and a restart, as an independent reader of the results found it. */
export interface CrashRun extends Crash {
  readonly guarantee: Guarantee
  /** Messages that took no effect, although the group will not read them again. */
  readonly lost: number
  /** Messages that took effect more than once. */
  readonly repeated: number
  /** What became of each message, in the order of topic and partition. */
  readonly deliveries: readonly MessageDelivery[]
}

/**
 * A run as its deliveries say it was.
 *
 *     crashRunOf({ run: 1, message: 2, point: 'between the two' }, 'at-most-once', deliveries).lost
 */
export function crashRunOf(
  { run, message, point }: Crash,
  guarantee: Guarantee,
  deliveries: readonly MessageDelivery[],
): CrashRun {
  const count = (fate: MessageDelivery['fate']): number =>
    deliveries.filter((each) => each.fate === fate).length
  const result = {
    run,
    message,
    point,
    guarantee,
    lost: count('lost'),
    repeated: count('repeated'),
    deliveries,
  }
  return printed(result, () => {
    const { lost, repeated } = result
    const found = [`${lost} lost`, `${repeated} repeated`].join(', ')
    return `run ${run}, ${guarantee}, crash at message ${message} ${point}: ${found}`
  })
}

/** Gives runs their print form, one line for all of them, and returns them. */
export function crashRunsOf(runs: CrashRun[]): CrashRun[] {
  return printed(runs, () => {
    const lost = runs.filter((each) => each.lost > 0).length
    const repeated = runs.filter((each) => each.repeated > 0).length
    return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}: ${lost} lost a message, ${repeated} repeated one`
  })
}
