import { shown } from './shown.js'
/** When a member sends the commits that its acknowledgements allow: see `join`. */
export type CommitWhen =
  | 'acknowledged'
  | 'leaving'
  | { readonly everyMessages: number }
  | { readonly everyMs: number }

/** How each of them is written. */
const wanted = "'acknowledged', 'leaving', { everyMessages: 10 } or { everyMs: 100 }"

/**
 * Why something is no `CommitWhen`, as a sentence's end with what was wanted and found, or null when it is one.
 *
 *     commitWhenProblem({ everyMs: 0 })   // "wanted a whole number from 1 on for everyMs, found 0"
 */
export function commitWhenProblem(when: unknown): string | null {
  if (when === 'acknowledged' || when === 'leaving') return null
  const entries = typeof when === 'object' && when !== null ? Object.entries(when) : []
  const [name, value] = entries.length === 1 ? (entries[0] as [string, unknown]) : ['', null]
  if (name !== 'everyMessages' && name !== 'everyMs') return `wanted ${wanted}, found ${shown(when)}`
  if (Number.isSafeInteger(value) && (value as number) >= 1) return null
  return `wanted a whole number from 1 on for ${name}, found ${shown(value)}`
}

/**
 * Whether an acknowledgement commits at once, when `uncommitted` messages, its own among them, were acknowledged since
 * the last commit.
 *
 *     commitsNow({ everyMessages: 10 }, 10)   // true
 *
 * On a timer and on leave no acknowledgement does.
 */
export function commitsNow(when: CommitWhen, uncommitted: number): boolean {
  if (when === 'acknowledged') return true
  return typeof when === 'object' && 'everyMessages' in when && uncommitted >= when.everyMessages
}
