/** The words of what a reader's own code has thrown: of an error its message, of anything else its text. */
export function wordsOf(thrown: unknown): string {
  // An error of a cell is of the kernel's own context, where `instanceof Error` is false.
  const said = (thrown as { message?: unknown } | null | undefined)?.message
  return typeof said === 'string' ? said : String(thrown)
}
