import type { Connection } from './connection.js'

/**
 * The session time-out that a member asks for, in ms, or the least that the brokers accept; then that is printed.
 * Throws a sentence for what is no whole number from 1 on.
 */
export async function sessionTimeoutFor(
  connection: Connection,
  who: string,
  wantedMs: number,
): Promise<number> {
  if (!Number.isSafeInteger(wantedMs) || wantedMs < 1)
    throw new Error(
      `${who} cannot join with a session time-out of ${String(wantedMs)}: wanted a whole number of ms from 1 on. ` +
        'Give sessionTimeoutMs like 2000, or leave it out.',
    )
  const leastMs = await connection.minSessionTimeoutMs
  if (wantedMs >= leastMs) return wantedMs
  console.log(
    `${who} has a session time-out of ${leastMs} ms, not ${wantedMs}: these brokers accept no shorter one.`,
  )
  return leastMs
}
