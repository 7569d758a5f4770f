/**
 * A length of time in the words that its size asks for, from ms.
 *
 *     inWords(48)      // '48 ms'
 *     inWords(1230)    // '1.2 s'
 *     inWords(75_000)  // '75 s'
 */
export function inWords(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  return ms < 9_950 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`
}

/** Places for the ticks of a time axis, from 0 to `lengthMs`: round, about eight of them, each with its label in seconds. */
export function secondTicks(lengthMs: number): { readonly ms: number; readonly text: string }[] {
  const rough = Math.max(lengthMs / 8, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  const digits = Math.max(0, 3 - Math.floor(Math.log10(step) + 1e-9))
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, at) => {
    return { ms: at * step, text: ((at * step) / 1_000).toFixed(digits) }
  })
}
