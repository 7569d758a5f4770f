import { randomUUID } from 'node:crypto'
import { type Bundle, display } from './display.js'

/**
 * Makes an output that is shown by the first message given to it and replaced in place by each later one that differs from
 * the one before.
 *
 *     const output = inPlace()
 *     output({ 'text/plain': '1 of 2' })
 *     output({ 'text/plain': '2 of 2' })
 */
export function inPlace(): (bundle: Bundle) => void {
  const id = randomUUID()
  let last: string | null = null
  return (bundle) => {
    const now = JSON.stringify(bundle)
    if (now === last) return
    display(bundle, { id, update: last !== null })
    last = now
  }
}
