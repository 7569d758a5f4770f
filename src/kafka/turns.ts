/** For each key, the work that was begun last: it settles when that is over, and never rejects. */
export type Turns = Map<string, Promise<unknown>>

/**
 * Does work when all that was begun earlier under the same key is over, however it ended, and returns what it returns.
 *
 *     inTurn(turns, 'C1 of A', () => join(…))
 */
export function inTurn<T>(turns: Turns, key: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(key) ?? Promise.resolve()).then(work)
  const over = mine
    .catch(() => {})
    .then(() => {
      if (turns.get(key) === over) turns.delete(key)
    })
  turns.set(key, over)
  return mine
}
