import { expect, it } from 'vitest'
import { exercise } from '../../src/notebook/exercise.js'
import { type Bundle, shown } from './shown.js'

const EXERCISE = 'application/vnd.kafka-groups-lab.exercise+json'

async function checked(check: () => unknown, task = 'Move B to 7.'): Promise<Bundle> {
  const sent = await shown(() => exercise(task, check as () => true))
  expect(sent).toHaveLength(1)
  return sent[0] ?? {}
}

it('says solved', async () => {
  const bundle = await checked(() => true)
  expect(bundle['text/plain']).toBe('✓ Move B to 7.\n  solved')
  expect(bundle[EXERCISE]).toEqual({ task: 'Move B to 7.', solved: true, said: null })
  expect(bundle['text/html']).toMatch(/>✓<\/span>Move B to 7\.<\/div><div [^>]*>solved<\/div>/)
})

it('says what is missing, and does not throw', async () => {
  const bundle = await checked(async () => "B's committed offset is 3.")
  expect(bundle['text/plain']).toBe("○ Move B to 7.\n  not yet: B's committed offset is 3.")
  expect(bundle[EXERCISE]).toEqual({
    task: 'Move B to 7.',
    solved: false,
    said: "B's committed offset is 3.",
  })
})

it('tells a check that throws, now or later, on the card, and what to do', async () => {
  const said =
    'the check could not be made: no such group. Run the cells above, from the first one on, and then this one again.'
  for (const check of [
    () => {
      throw new Error('no such group')
    },
    () => Promise.reject(new Error('no such group.')),
    () => Promise.reject('no such group'),
  ]) {
    const bundle = await checked(check)
    expect(bundle['text/plain']).toBe(`○ Move B to 7.\n  not yet: ${said}`)
    expect(bundle[EXERCISE]).toEqual({ task: 'Move B to 7.', solved: false, said })
  }
})

it('does not take another answer for a yes', async () => {
  expect((await checked(() => undefined))['text/plain']).toBe(
    '○ Move B to 7.\n  not yet: the check returned undefined, wanted true or a sentence that says what is missing.',
  )
  expect(await checked(() => 1)).toMatchObject({ [EXERCISE]: { solved: false } })
})

it('escapes the task and the answer', async () => {
  const html = (await checked(() => '<img src=x>', '<b>task</b>'))['text/html']
  expect(html).toContain('&lt;img src=x&gt;')
  expect(html).not.toMatch(/<img|<b>/)
})
