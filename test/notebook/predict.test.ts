import { describe, expect, it } from 'vitest'
import { type PredictOptions, predict } from '../../src/notebook/predict.js'
import { type Bundle, shown, thrown } from './shown.js'

const PREDICT = 'application/vnd.kafka-groups-lab.predict+json'
const question = 'How many of twelve users stay?'
const misconceptions = [
  { guess: 12, name: 'A key is bound to its partition', hint: 'What is the remainder by 4?' },
  { guess: [0, 1, 2], name: 'Keys take turns', hint: 'The hash counts nothing.' },
  { guess: 12, name: 'never reached', hint: 'The first one counts.' },
]

async function marked(guess: unknown, answer: unknown, options?: PredictOptions): Promise<Bundle> {
  const sent = await shown(() => predict(question, guess, answer, options))
  expect(sent).toHaveLength(1)
  return sent[0] ?? {}
}

it('marks a right guess', async () => {
  const bundle = await marked(1, 1, { misconceptions })
  expect(bundle['text/plain']).toBe(`✓ ${question}\n  you said 1, and so does Kafka.`)
  expect(bundle[PREDICT]).toEqual({ question, guess: 1, answer: 1, right: true, misconception: null })
  expect(bundle['text/html']).toMatch(
    /<span style="color:#1d7a3e;[^>]*>✓<\/span>How many of twelve users stay\?<\/div>/,
  )
})

it('compares lists by their entries, in order', async () => {
  expect((await marked([1, 1, 0], [1, 1, 0]))[PREDICT]).toMatchObject({ right: true })
  expect((await marked([0, 1, 1], [1, 1, 0]))[PREDICT]).toMatchObject({ right: false })
})

it('tells the answer to a wrong guess, and does not throw', async () => {
  const bundle = await marked(3, 1, { misconceptions })
  expect(bundle['text/plain']).toBe(`✗ ${question}\n  you said 3, Kafka says 1.`)
  expect(bundle[PREDICT]).toEqual({ question, guess: 3, answer: 1, right: false, misconception: null })
  expect(bundle['text/html']).toMatch(/<span style="color:#b3123a;[^>]*>✗<\/span>/)
})

it('gives a wrong guess that is known its name and a hint', async () => {
  const bundle = await marked(12, 1, { misconceptions })
  expect(bundle['text/plain']).toBe(
    `✗ ${question}\n  you said 12, Kafka says 1.\n  Misconception: "A key is bound to its partition". What is the remainder by 4?`,
  )
  expect(bundle[PREDICT]).toMatchObject({ right: false, misconception: 'A key is bound to its partition' })
  expect(bundle['text/html']).toContain('Misconception: &quot;A key is bound to its partition&quot;.')
  const list = await marked([0, 1, 2], [1, 1, 0], { misconceptions })
  expect(list[PREDICT]).toMatchObject({ misconception: 'Keys take turns' })
})

it('gives a right guess no misconception, though one is listed for it', async () => {
  const bundle = await marked(12, 12, { misconceptions })
  expect(bundle[PREDICT]).toMatchObject({ right: true, misconception: null })
  expect(bundle['text/html']).not.toContain('Misconception')
})

it.each([null, undefined])('says that a guess of %s is open, and keeps the answer back', async (guess) => {
  const bundle = await marked(guess, 4711, { misconceptions })
  expect(bundle['text/plain']).toBe(
    `○ ${question}\n  your guess is open: put it in place of null, run its cell, and then this one again.`,
  )
  expect(bundle[PREDICT]).toEqual({ question, guess: null, answer: 4711, right: null, misconception: null })
  expect(bundle['text/html']).toMatch(/<span style="color:#8a5a00;[^>]*>○<\/span>/)
  expect(bundle['text/html']).not.toContain('4711')
})

it('takes 0, false and the empty text for guesses', async () => {
  for (const guess of [0, false, ''])
    expect((await marked(guess, guess))[PREDICT]).toMatchObject({ right: true })
  expect((await marked('1', 1))[PREDICT]).toMatchObject({ guess: '1', right: false })
})

it('tells as text what JSON would change', async () => {
  expect((await marked(5n, new Map([['A', 1]])))[PREDICT]).toMatchObject({
    guess: '5n',
    answer: "Map(1) { 'A' => 1 }",
  })
})

it('escapes question, guess, answer, name and hint', async () => {
  const options = { misconceptions: [{ guess: '<i>', name: '<b>name</b>', hint: '<img src=x>' }] }
  const [bundle] = await shown(() => predict('<script>?', '<i>', '<u>', options))
  const html = String(bundle?.['text/html'])
  for (const text of [
    '&lt;script&gt;?',
    '&lt;i&gt;',
    '&lt;u&gt;',
    '&lt;b&gt;name&lt;/b&gt;',
    '&lt;img src=x&gt;',
  ])
    expect(html).toContain(text)
  expect(html).not.toMatch(/<(script|i|u|b|img)\b/)
})

describe('what cannot be marked is refused, and nothing is shown', () => {
  const cannot = `Cannot mark the prediction "${question}"`
  const next = 'Look for a misspelt field, or ask for something that has a value.'
  it.each<[string, unknown, unknown, string]>([
    [
      'a promise as the answer',
      1,
      Promise.resolve(1),
      'the answer is a Promise, which is not its result. Write `await` before it.',
    ],
    [
      'a promise as the guess',
      Promise.resolve(1),
      1,
      'the guess is a Promise, which is not its result. Write `await` before it.',
    ],
    ['no answer', 1, undefined, `wanted an answer that can be guessed, found undefined. ${next}`],
    ['null for an answer', null, null, `wanted an answer that can be guessed, found null. ${next}`],
  ])('%s', async (_, guess, answer, said) => {
    let error: Error | undefined
    const sent = await shown(async () => {
      error = await thrown(() => predict(question, guess, answer))
    })
    expect(error).toBeInstanceOf(TypeError)
    expect(error?.message).toBe(`${cannot}: ${said}`)
    expect(sent).toEqual([])
  })
})
