import { isDeepStrictEqual } from 'node:util'
import { isPromise } from 'node:util/types'
import { anything, checkedOptions } from '../model/options.js'
import { aText, fieldsOf, listOf, mustBe, whatever } from '../model/shape.js'
import { card, element, escaped } from './card.js'
import { display } from './display.js'
import { asJson, inOneLine } from './value.js'

/** A wrong guess that many make, the name of the idea behind it, and what helps. */
export interface Misconception {
  readonly guess: unknown
  /** What is believed, in a few words: "Keys are spread evenly". */
  readonly name: string
  /** A sentence that leads on. */
  readonly hint: string
}

/** How a prediction is marked. */
export interface PredictOptions {
  /** Wrong guesses that deserve an answer of their own; the first that equals the guess counts. Default: none. */
  readonly misconceptions?: readonly Misconception[]
}

/** Output for machines, by which tests count predictions: { question, guess, answer, right, misconception }. */
const PREDICT = 'application/vnd.kafka-groups-lab.predict+json'

const RIGHT = '#1d7a3e'
const WRONG = '#b3123a'
const OPEN = '#8a5a00'

/**
 * Marks what the reader guessed by what Kafka did, on a card. A guess that is still null is open: the answer is kept back,
 * and the notebook runs through. A wrong guess is told the answer, and when it is a known misconception, its name and a
 * hint; it never throws. Guesses are compared as claims are (deep, strict equality).
 *
 *     predict('How many of 12 keys move?', guess, moved.length, {
 *       misconceptions: [{ guess: 0, name: 'A key is pinned to its partition', hint: 'What is the modulus now?' }],
 *     })
 *
 * Throws a TypeError when guess or answer is a Promise, or when the answer is null or undefined: no guess could be right.
 */
export function predict(
  question: string,
  guess: unknown,
  answer: unknown,
  options: PredictOptions = {},
): void {
  checkMarkable(question, guess, answer)
  const cannot = `Cannot mark the prediction "${question}"`
  const { misconceptions = [] } = checkedOptions<PredictOptions>(
    options,
    { misconceptions: anything },
    cannot,
  )
  mustBe(
    misconceptions,
    listOf(fieldsOf({ guess: whatever, name: aText, hint: aText })),
    cannot,
    'a list of misconceptions',
    "Write { misconceptions: [{ guess: 0, name: 'Keys are spread evenly', hint: 'Which key is where?' }] }.",
  )
  const open = guess === null || guess === undefined
  const right = open ? null : isDeepStrictEqual(guess, answer)
  const known =
    right === false ? misconceptions.find((each) => isDeepStrictEqual(each.guess, guess)) : undefined
  const lines = said({ right, guess, answer, known })
  const sign = right === null ? '○' : right ? '✓' : '✗'
  display({
    'text/html': predictionCard(question, sign, lines, right === null ? OPEN : right ? RIGHT : WRONG),
    'text/plain': [`${sign} ${question}`, ...lines.map((line) => `  ${line}`)].join('\n'),
    [PREDICT]: {
      question,
      guess: asJson(guess ?? null),
      answer: asJson(answer),
      right,
      misconception: known?.name ?? null,
    },
  })
}

interface Marked {
  readonly right: boolean | null
  readonly guess: unknown
  readonly answer: unknown
  readonly known: Misconception | undefined
}

function said({ right, guess, answer, known }: Marked): string[] {
  if (right === null)
    return ['your guess is open: put it in place of null, run its cell, and then this one again.']
  if (right) return [`you said ${inOneLine(guess)}, and so does Kafka.`]
  const wrong = `you said ${inOneLine(guess)}, Kafka says ${inOneLine(answer)}.`
  return known === undefined ? [wrong] : [wrong, `Misconception: "${known.name}". ${known.hint}`]
}

function predictionCard(question: string, sign: string, lines: readonly string[], colour: string): string {
  const mark = element('span', { color: colour, 'font-weight': '700', 'margin-right': '8px' }, sign)
  const first = element('div', { 'font-weight': '600' }, `${mark}${escaped(question)}`)
  const below = lines.map((line, at) =>
    element('div', { 'margin-left': '22px', ...(at === 0 ? { color: colour } : {}) }, escaped(line)),
  )
  return card(`${first}${below.join('')}`, colour)
}

function checkMarkable(question: unknown, guess: unknown, answer: unknown): void {
  mustBe(
    question,
    aText,
    'Cannot mark a prediction',
    'its question in words',
    "Write predict('How many move?', guess, 7).",
  )
  const refused = (found: string, next: string): TypeError =>
    new TypeError(`Cannot mark the prediction "${question}": ${found}. ${next}`)
  for (const [side, value] of [
    ['guess', guess],
    ['answer', answer],
  ] as const)
    if (isPromise(value))
      throw refused(`the ${side} is a Promise, which is not its result`, 'Write `await` before it.')
  if (answer === null || answer === undefined)
    throw refused(
      `wanted an answer that can be guessed, found ${answer}`,
      'Look for a misspelt field, or ask for something that has a value.',
    )
}
