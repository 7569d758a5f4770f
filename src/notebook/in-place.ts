import { randomUUID } from 'node:crypto'
import { type Bundle, display } from './display.js'

/** What takes the place of an output for which there is nothing any more. */
const NOTHING: Bundle = { 'text/html': '', 'text/plain': '' }

/**
 * Makes outputs that are shown by the first messages given and replaced in place, each by the one at its place in a later
 * call that differs from the one before; where a later call has fewer, the rest go blank.
 *
 *     const output = inPlace()
 *     output([{ 'text/plain': '1 of 2' }])
 *     output([{ 'text/plain': '2 of 2' }])
 */
export function inPlace(): (bundles: readonly Bundle[]) => void {
  const ids: string[] = []
  const last: string[] = []
  return (bundles) => {
    for (let at = 0; at < Math.max(bundles.length, ids.length); at++) {
      const bundle = bundles[at] ?? NOTHING
      const now = JSON.stringify(bundle)
      if (now === last[at]) continue
      const id = ids[at] ?? randomUUID()
      display(bundle, { id, update: ids[at] !== undefined })
      ids[at] = id
      last[at] = now
    }
  }
}
