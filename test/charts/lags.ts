import type { LagSample } from '../../src/model/lag-sample.js'

/** The time of the first sample, in ms since 1970; the stories of stories.ts begin then. */
export const LAG_START = 1_760_000_000_000

/** A sample from the lag of each partition of 'chat-messages'; null: never committed, and counted as 40 records. */
export function sample(ms: number, lag: readonly (number | null)[], group = 'chat-service'): LagSample {
  const total = lag.reduce((sum: number, one) => sum + (one ?? 40), 0)
  return { atMs: LAG_START + ms, group, lag: { 'chat-messages': lag }, total }
}

/** Every 100 ms through the failover of stories.ts: partition 1 piles up while its owner is dead, and drains after. */
export const failoverLag: LagSample[] = Array.from({ length: 55 }, (_, at) => {
  const ms = at * 100
  const dead = ms < 2_000 ? 0 : ms < 3_100 ? (ms - 2_000) / 8 : Math.max(0, 137 - (ms - 3_100) / 5)
  const stopped = [600, 1_200, 3_000, 3_900, 4_700].some((stop) => ms >= stop && ms < stop + 100) ? 9 : 0
  return sample(ms, [2 + stopped, Math.round(dead) + stopped + 1, 3, at < 3 ? null : 1 + stopped])
})
