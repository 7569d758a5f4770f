import { shown } from './shown.js'
/**
 * How often a message takes effect when its reader may crash. Source: Kafka documentation, Message Delivery Semantics.
 * 'at-most-once': commit, then handle. 'at-least-once': handle, then commit. 'exactly-once': both in one transaction.
 */
export type Guarantee = 'at-most-once' | 'at-least-once' | 'exactly-once'

/** The three, from the weakest on. */
export const guarantees: readonly Guarantee[] = ['at-most-once', 'at-least-once', 'exactly-once']

/**
 * Why something is no guarantee, as a sentence's end with what was wanted and found, or null when it is one.
 *
 *     guaranteeProblem('at-best')   // "wanted 'at-most-once', 'at-least-once' or 'exactly-once', found \"at-best\""
 */
export function guaranteeProblem(guarantee: unknown): string | null {
  if (guarantees.includes(guarantee as Guarantee)) return null
  return `wanted 'at-most-once', 'at-least-once' or 'exactly-once', found ${shown(guarantee)}`
}
