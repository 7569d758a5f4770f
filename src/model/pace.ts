/** What is due at one moment, at an even pace. */
export interface Due {
  /** Whole messages to be sent now. */
  readonly now: number
  /** What is owed beyond them, below one message. */
  readonly owed: number
}

/**
 * What is due `sinceMs` after the last time, when so much was `owed` then. A stall is made up for by what one second
 * brings at most: more at once would be a burst, not a pace.
 *
 *     due(0.5, 50, 50)   // { now: 3, owed: 0 }
 */
export function due(owed: number, sinceMs: number, perSecond: number): Due {
  const most = Math.max(1, perSecond)
  const all = Math.min(owed + (sinceMs * perSecond) / 1_000, most)
  const now = Math.floor(all)
  return { now, owed: all - now }
}
