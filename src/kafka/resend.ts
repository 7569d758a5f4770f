import { wordsOf } from '../model/thrown.js'
import { type WaitOptions, waitFor } from '../wait.js'

/**
 * Whether a send failed for something that passes: a leader that is being chosen, a connection that was lost, an answer
 * that did not come, too few in-sync replicas. A message that is too large is refused for good.
 */
export function isPassing(problem: unknown): boolean {
  const { name, retriable, cause } = (problem ?? {}) as {
    name?: string
    retriable?: boolean
    cause?: unknown
  }
  return retriable === true || name === 'TooFewInSync' || (cause !== undefined && isPassing(cause))
}

/**
 * Sends again what failed for something that passes, and returns what the send comes to. Throws what it failed with
 * last: at once when that does not pass or `givesUp` says so, otherwise when `timeoutMs` is over.
 */
export async function untilSent<T>(
  what: string,
  send: () => Promise<T>,
  givesUp: () => boolean,
  options: WaitOptions,
): Promise<T> {
  let last: unknown = null
  const tried = async (saw: (seen: string) => void): Promise<{ readonly result: T } | undefined> => {
    try {
      return { result: await send() }
    } catch (problem) {
      last = problem
      if (!isPassing(problem) || givesUp()) throw problem
      saw(wordsOf(problem))
      return undefined
    }
  }
  try {
    return (await waitFor(what, tried, options)).result
  } catch (problem) {
    throw last ?? problem
  }
}
