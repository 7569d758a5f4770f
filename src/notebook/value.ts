import { inspect, isDeepStrictEqual } from 'node:util'

/** The value in one line, at most 40 entries of each list; its fields, not the short form it prints with. */
export function inOneLine(value: unknown): string {
  const text = inspect(value, {
    depth: 5,
    maxArrayLength: 40,
    maxStringLength: 500,
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
    customInspect: false,
  })
  // Of an error where it was made is left out.
  return text.replace(/\n\s+at .*/g, '').replace(/\s*\n\s*/g, ' ')
}

/** The value as JSON keeps it; what JSON would change (bigint, NaN, undefined, a Map) is told as text. */
export function asJson(value: unknown): unknown {
  try {
    const kept: unknown = JSON.parse(JSON.stringify(value))
    return isDeepStrictEqual(kept, value) ? kept : inOneLine(value)
  } catch {
    return inOneLine(value)
  }
}
