import { expect, test } from 'vitest'
import { progress } from '../../../environment/export/progress.mjs'

/** What is written of the same two runs. */
function written(isTTY: boolean): string {
  let text = ''
  const shown = progress(2, { isTTY, write: (part) => (text += part) })
  shown.cell('00-a', 0, 2)
  shown.cell('01-b', 0, 3)
  shown.cell('00-a', 1, 2)
  shown.done('00-a', 12_400)
  shown.done('01-b', 20_000)
  shown.end()
  return text
}

test('in a log, a line where a lesson begins and one where it is done', () => {
  expect(written(false)).toBe('00-a …\n01-b …\n00-a: 12 s (1 of 2)\n01-b: 20 s (2 of 2)\n')
})

test('on a terminal, a line below them that says how far each is', () => {
  expect(written(true).split('\r\u001b[2K').slice(1)).toEqual([
    '00-a (cell 0 of 2)',
    '00-a (cell 0 of 2), 01-b (cell 0 of 3)',
    '00-a (cell 1 of 2), 01-b (cell 0 of 3)',
    '00-a: 12 s (1 of 2)\n',
    '01-b (cell 0 of 3)',
    '01-b: 20 s (2 of 2)\n',
    '',
    '',
  ])
})
