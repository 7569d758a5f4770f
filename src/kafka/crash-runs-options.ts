import { crashProblem } from '../model/crash-point.js'
import type { Crash } from '../model/crashes.js'
import { type Guarantee, guaranteeProblem } from '../model/guarantee.js'
import { named, shown } from '../model/shown.js'
import { checkTopicName } from './call.js'
import { sessionTimeoutProblem } from './session-timeout.js'

/** How crashes are tried out. */
export interface CrashRunsOptions {
  readonly guarantee: Guarantee
  /** One run for each: `crashes({ seed: 6, runs: 36, messages: 6 })`. */
  readonly plan: readonly Crash[]
  /** How many members work at the same time; default 12. */
  readonly atOnce?: number
  /**
   * The session time-out of the member that crashes, in ms; default 1000. Its restart waits so long, while other runs go
   * on. Much shorter, and a busy machine makes members lose their sessions without a crash.
   */
  readonly sessionTimeoutMs?: number
  /** Called after each run. */
  readonly onRun?: () => void
}

/** The options with their defaults. Throws a sentence for what cannot be run. */
export function checkedRuns(from: string, to: string, options: CrashRunsOptions): Required<CrashRunsOptions> {
  checkTopicName(`Cannot try crashes into ${named(to)}`, to)
  const cannot = `Cannot try crashes from '${from}' to '${to}'`
  const { guarantee, plan, atOnce = 12, sessionTimeoutMs = 1_000, onRun = () => {} } = options ?? {}
  const problem = guaranteeProblem(guarantee)
  if (problem !== null) throw new Error(`${cannot} with that guarantee: ${problem}. Name one of these.`)
  if (!Array.isArray(plan) || plan.length === 0)
    throw new Error(
      `${cannot} with plan ${shown(plan)}: wanted a list of crashes. Write plan: crashes({ seed: 6, runs: 36, messages: 6 }).`,
    )
  const crashes = plan as readonly Crash[]
  const wrong = crashes.map(crashProblem).find((each) => each !== null)
  if (wrong !== undefined) throw new Error(`${cannot} with that plan: ${wrong}. Make it with crashes({ … }).`)
  if (new Set(crashes.map(({ run }) => run)).size < crashes.length)
    throw new Error(
      `${cannot} with that plan: two of its crashes have the same run. Make it with crashes({ … }).`,
    )
  if (!Number.isSafeInteger(atOnce) || atOnce < 1)
    throw new Error(
      `${cannot} with ${shown(atOnce)} at once: wanted a whole number from 1 on. Give atOnce like 12, or leave it out.`,
    )
  const tooLong = sessionTimeoutProblem(sessionTimeoutMs)
  if (tooLong !== null)
    throw new Error(
      `${cannot} with a session time-out of ${tooLong}. Give sessionTimeoutMs like 1000, or leave it out.`,
    )
  if (typeof onRun !== 'function')
    throw new Error(
      `${cannot} with onRun ${shown(onRun)}: wanted a function without arguments. Write onRun: () => done++, or leave it out.`,
    )
  if (from === to)
    throw new Error(
      `${cannot}: the members would read what they send. Name another topic for what they send.`,
    )
  return { guarantee, plan: crashes, atOnce, sessionTimeoutMs, onRun }
}
