/**
 * Why something is no offset, to be read after a colon ("it is negative"), or null when it is one: a whole number
 * from 0 on that JavaScript holds exactly.
 *
 *     offsetProblem(4.5)   // 'it is no whole number'
 */
export function offsetProblem(offset: unknown): string | null {
  if (typeof offset !== 'number')
    return `it is of type ${offset === null ? 'null' : typeof offset}, and offsets are numbers`
  if (Number.isNaN(offset)) return 'it is NaN, not a number'
  if (!Number.isFinite(offset)) return 'it is infinite'
  if (!Number.isInteger(offset)) return 'it is no whole number'
  if (offset < 0) return 'it is negative, and offsets count from 0'
  if (!Number.isSafeInteger(offset))
    return `it is above ${Number.MAX_SAFE_INTEGER}, the largest number that is held exactly`
  return null
}
