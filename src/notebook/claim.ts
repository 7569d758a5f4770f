import { isDeepStrictEqual } from 'node:util'
import { isPromise } from 'node:util/types'
import { aText, mustBe } from '../model/shape.js'
import { card, element, escaped } from './card.js'
import { type Comparison, isComparison } from './comparison.js'
import { display } from './display.js'
import { asJson, inOneLine } from './value.js'

/** A claim that the run refuted. Its message holds the statement, what was observed and what was wanted. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError'
}

/** Output for machines, by which tests count claims: { statement, holds, observed, expected }. */
const CLAIM = 'application/vnd.kafka-groups-lab.claim+json'

const HOLDS = '#1d7a3e'
const REFUTED = '#b3123a'

/**
 * States something about Kafka and lets the run judge it: a card says whether it holds, and a claim that does not hold stops
 * the notebook. `expected` is a value (deep, strict equality) or a comparison: `atLeast(10)`.
 *
 *     claim('acknowledging in A does not move B', now.group('B').committed, before.group('B').committed)
 *
 * Throws a ClaimError when it does not hold; a TypeError when `observed` is undefined or a Promise, or when `expected` is a
 * Promise, since such a claim would judge nothing.
 */
export function claim(statement: string, observed: unknown, expected: unknown | Comparison): void {
  checkJudgeable(statement, observed, expected)
  const holds = isComparison(expected) ? expected.meets(observed) : isDeepStrictEqual(observed, expected)
  const wanted = isComparison(expected) ? expected.wanted : inOneLine(expected)
  const both = !holds || isComparison(expected)
  const found = inOneLine(observed)
  display({
    'text/html': claimCard(statement, holds, found, both ? wanted : null),
    'text/plain': `${holds ? '✓' : '✗'} ${statement}\n  observed: ${found}${both ? `\n  wanted:   ${wanted}` : ''}`,
    [CLAIM]: {
      statement,
      holds,
      observed: asJson(observed),
      expected: isComparison(expected) ? wanted : asJson(expected),
    },
  })
  if (holds) return
  throw new ClaimError(
    `Claim refuted: "${statement}". Observed ${found}, wanted ${wanted}. If cells ran in another order, run the notebook from its first cell; if they did not, Kafka has just corrected the claim.`,
  )
}

function claimCard(statement: string, holds: boolean, observed: string, wanted: string | null): string {
  const colour = holds ? HOLDS : REFUTED
  const sign = element(
    'span',
    { color: colour, 'font-weight': '700', 'margin-right': '8px' },
    holds ? '✓' : '✗',
  )
  const line = element('div', { 'font-weight': '600' }, `${sign}${escaped(statement)}`)
  const small = (label: string, value: string): string =>
    element(
      'div',
      { 'font-size': '12px', color: '#5b6472', 'margin-left': '22px', 'overflow-wrap': 'anywhere' },
      `${label} ${element('code', CODE, escaped(value))}`,
    )
  return card(
    `${line}${small('observed', observed)}${wanted === null ? '' : small('wanted', wanted)}`,
    colour,
  )
}

const CODE = { background: 'transparent', color: '#1b1e23', padding: '0', 'white-space': 'pre-wrap' }

function checkJudgeable(statement: unknown, observed: unknown, expected: unknown): void {
  mustBe(
    statement,
    aText,
    'Cannot judge a claim',
    'a statement in words',
    "Write claim('all ten arrived', seen.length, 10).",
  )
  const refused = (found: string, next: string): TypeError =>
    new TypeError(`Cannot judge the claim "${statement}": ${found}. ${next}`)
  if (observed === undefined)
    throw refused(
      'wanted an observed value, found undefined',
      'Look for a misspelt field or a topic that the observation does not hold.',
    )
  for (const [side, value] of [
    ['observed', observed],
    ['expected', expected],
  ] as const)
    if (isPromise(value))
      throw refused(`the ${side} value is a Promise, which is not its result`, 'Write `await` before it.')
}
