/** For each key, the work that was begun last: it settles when that is over, and never rejects. */
export type Turns = Map<string, Promise<unknown>>

/**
 * Does work when all that was begun earlier under the same key is over, however it ended, and returns what it returns.
 *
 *     inTurn(turns, 'C1 of A', () => join(…))
 */
export function inTurn<T>(turns: Turns, key: string, work: () => Promise<T>): Promise<T> {
  return inTurns(turns, [key], work)
}

/**
 * Does work when all that was begun earlier under any of the keys is over. It takes its place in every queue at once,
 * so that two who want some of the same never wait for each other.
 */
export function inTurns<T>(turns: Turns, keys: readonly string[], work: () => Promise<T>): Promise<T> {
  const mine = Promise.all(keys.map((key) => turns.get(key))).then(work)
  const over = mine
    .catch(() => {})
    .then(() => {
      for (const key of keys) if (turns.get(key) === over) turns.delete(key)
    })
  for (const key of keys) turns.set(key, over)
  return mine
}
