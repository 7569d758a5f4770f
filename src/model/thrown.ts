import { shown } from './shown.js'

/** The words of what a reader's own code has thrown: of an error its message, of anything else its text. */
export function wordsOf(thrown: unknown): string {
  const said = messageOf(thrown)
  if (typeof said === 'string') return said
  return typeof thrown === 'string' ? thrown : shown(thrown)
}

function messageOf(thrown: unknown): unknown {
  try {
    // An error of a cell is of the kernel's own context, where `instanceof Error` is false.
    return (thrown as { message?: unknown } | null | undefined)?.message
  } catch {
    return undefined
  }
}
