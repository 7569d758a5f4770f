import { shown } from './shown.js'
/**
 * Where a member crashes, seen from the two steps that it takes with a message: to handle it and to commit the position
 * after it, whichever comes first.
 */
export type CrashPoint = 'before both' | 'between the two' | 'after both'

/** The three, in the order of time. */
export const crashPoints: readonly CrashPoint[] = ['before both', 'between the two', 'after both']

/** At which message a member crashes, and where: `message` counts those that it takes in hand, from 0 on. */
export interface PlannedCrash {
  readonly message: number
  readonly point: CrashPoint
}

/**
 * Why something is no planned crash, as a sentence's end with what was wanted and found, or null when it is one.
 *
 *     crashProblem({ message: -1, point: 'after both' })   // 'wanted a whole number from 0 on for message, found -1'
 */
export function crashProblem(crash: unknown): string | null {
  const { message, point } = (crash ?? {}) as { message?: unknown; point?: unknown }
  if (!Number.isSafeInteger(message) || (message as number) < 0)
    return `wanted a whole number from 0 on for message, found ${shown(message)}`
  if (crashPoints.includes(point as CrashPoint)) return null
  return `wanted 'before both', 'between the two' or 'after both' for point, found ${shown(point)}`
}
