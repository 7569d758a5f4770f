import { expect, it } from 'vitest'
import { printed } from '../../src/model/printed.js'
import { ClaimError, claim } from '../../src/notebook/claim.js'
import { atLeast } from '../../src/notebook/comparison.js'
import { type Bundle, shown, thrown } from './shown.js'

const CLAIM = 'application/vnd.kafka-groups-lab.claim+json'

async function refuted(act: () => void): Promise<{ error: Error; bundle: Bundle }> {
  let error: Error | undefined
  const [bundle] = await shown(async () => {
    error = await thrown(act)
  })
  return { error: error as Error, bundle: bundle ?? {} }
}

it('shows a claim that holds, with what was observed', async () => {
  const sent = await shown(() =>
    claim('acknowledging in A does not move B', { 'demo-topic': [3] }, { 'demo-topic': [3] }),
  )
  expect(sent).toHaveLength(1)
  expect(sent[0]?.['text/plain']).toBe(
    "✓ acknowledging in A does not move B\n  observed: { 'demo-topic': [ 3 ] }",
  )
  expect(sent[0]?.[CLAIM]).toEqual({
    statement: 'acknowledging in A does not move B',
    holds: true,
    observed: { 'demo-topic': [3] },
    expected: { 'demo-topic': [3] },
  })
  expect(sent[0]?.['text/html']).toContain('>✓</span>acknowledging in A does not move B</div>')
})

it('shows a claim that does not hold, and stops', async () => {
  const { error, bundle } = await refuted(() => claim('A committed 5', [5, null], [5, 0]))
  expect(error).toBeInstanceOf(ClaimError)
  expect(error.name).toBe('ClaimError')
  expect(error.message).toBe(
    'Claim refuted: "A committed 5". Observed [ 5, null ], wanted [ 5, 0 ]. If cells ran in another order, run the notebook from its first cell; if they did not, Kafka has just corrected the claim.',
  )
  expect(bundle['text/plain']).toBe('✗ A committed 5\n  observed: [ 5, null ]\n  wanted:   [ 5, 0 ]')
  expect(bundle[CLAIM]).toEqual({
    statement: 'A committed 5',
    holds: false,
    observed: [5, null],
    expected: [5, 0],
  })
  expect(bundle['text/html']).toContain('>✗</span>A committed 5</div>')
  expect(bundle['text/html']).toMatch(/>wanted <code [^>]*>\[ 5, 0 \]<\/code>/)
})

it('says both sides of a named comparison', async () => {
  const [held] = await shown(() => claim('all ten arrived', 10, atLeast(10)))
  expect(held?.['text/plain']).toBe('✓ all ten arrived\n  observed: 10\n  wanted:   at least 10')
  expect(held?.['text/html']).toMatch(/>wanted <code [^>]*>at least 10<\/code>/)
  expect(held?.[CLAIM]).toEqual({
    statement: 'all ten arrived',
    holds: true,
    observed: 10,
    expected: 'at least 10',
  })
  const { error } = await refuted(() => claim('all ten arrived', 9, atLeast(10)))
  expect(error.message).toContain('Observed 9, wanted at least 10.')
})

it('is strict: 0 is not "0", not null and not a missing field', async () => {
  for (const [observed, expected] of [
    [0, '0'],
    [null, 0],
    [{ a: undefined }, {}],
    [
      [1, 2],
      [2, 1],
    ],
  ])
    expect((await refuted(() => claim('they are the same', observed, expected))).error).toBeInstanceOf(
      ClaimError,
    )
})

it('judges a result by its fields and prints them, not its short form', async () => {
  const result = printed({ sent: 10 }, () => '10 messages sent')
  const [bundle] = await shown(() => claim('ten were sent', result, { sent: 10 }))
  expect(bundle?.['text/plain']).toBe('✓ ten were sent\n  observed: { sent: 10 }')
})

it('tells as text what JSON would change', async () => {
  const of = async (value: unknown): Promise<unknown> => {
    const [bundle] = await shown(() => claim('it is what it is', value, value))
    return (bundle?.[CLAIM] as { observed: unknown } | undefined)?.observed
  }
  expect(await of(5n)).toBe('5n')
  expect(await of(new Map([['A', 1]]))).toBe("Map(1) { 'A' => 1 }")
  expect(await of(Number.NaN)).toBe('NaN')
})

it('escapes what it shows', async () => {
  const [bundle] = await shown(() => claim('<b>bold</b>', '<script>', '<script>'))
  expect(bundle?.['text/html']).toContain('&lt;b&gt;bold&lt;/b&gt;')
  expect(bundle?.['text/html']).not.toMatch(/<script|<b>/)
})

it('refuses to judge what is undefined or still a promise, and shows nothing', async () => {
  const { error, bundle } = await refuted(() => claim('B stays', undefined, [3]))
  expect(error.message).toBe(
    'Cannot judge the claim "B stays": wanted an observed value, found undefined. Look for a misspelt field or a topic that the observation does not hold.',
  )
  expect(error).not.toBeInstanceOf(ClaimError)
  expect(bundle).toEqual({})
  const observed = await refuted(() => claim('B stays', Promise.resolve([3]), [3]))
  expect(observed.error.message).toBe(
    'Cannot judge the claim "B stays": the observed value is a Promise, which is not its result. Write `await` before it.',
  )
  const expected = await refuted(() => claim('B stays', [3], Promise.resolve([3])))
  expect(expected.error.message).toBe(
    'Cannot judge the claim "B stays": the expected value is a Promise, which is not its result. Write `await` before it.',
  )
})

it('judges in a plain script too', () => {
  expect(() => claim('one is two', 1, 2)).toThrowError(/^Claim refuted: "one is two"/)
  expect(claim('one is one', 1, 1)).toBeUndefined()
})
