import { shown } from '../model/shown.js'
import type { Connection } from './connection.js'

/** Why something is no session time-out, with what was found and wanted, or null when it is one. The brokers' limits are theirs to say. */
export function sessionTimeoutProblem(ms: unknown): string | null {
  if (Number.isSafeInteger(ms) && (ms as number) >= 1) return null
  return `${shown(ms)}: wanted a whole number of ms from 1 on`
}

/**
 * The session time-out that a member asks for, in ms, or the least that the brokers accept; then that is printed.
 * Throws a sentence for what is no whole number from 1 on, and for more than they accept.
 */
export async function sessionTimeoutFor(
  connection: Connection,
  who: string,
  wantedMs: number,
): Promise<number> {
  const { leastMs, mostMs } = await connection.sessionLimits
  const tooLong = (): string =>
    `${wantedMs} ms: these brokers accept at most ${mostMs} (group.max.session.timeout.ms)`
  const problem = sessionTimeoutProblem(wantedMs) ?? (wantedMs > mostMs ? tooLong() : null)
  if (problem !== null)
    throw new Error(
      `${who} cannot join with a session time-out of ${problem}. Give sessionTimeoutMs like 2000, or leave it out.`,
    )
  if (wantedMs >= leastMs) return wantedMs
  console.log(
    `${who} has a session time-out of ${leastMs} ms, not ${wantedMs}: these brokers accept no shorter one.`,
  )
  return leastMs
}
