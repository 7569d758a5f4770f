import { expect, test } from 'vitest'
import { type Drawable, drawingOptions, mustBeDrawable } from '../../src/charts/drawable.js'
import * as charts from '../../src/charts/index.js'
import { text } from '../../src/model/options.js'
import { aText, listOf } from '../../src/model/shape.js'

const names: Drawable = {
  what: 'the names',
  shape: listOf(aText),
  wanted: 'names',
  write: "charts.names(['C1'])",
}

test('what can be drawn is let through, and anything else is a sentence with the whole call', () => {
  expect(() => mustBeDrawable(['C1'], names)).not.toThrow()
  expect(() => mustBeDrawable([7], names)).toThrowError(
    new TypeError(
      "Cannot draw the names: wanted names, found one in which [0] is 7. Write charts.names(['C1']).",
    ),
  )
  expect(() => drawingOptions({ titel: 'T' } as never, 'the names', { title: text } as never)).toThrowError(
    new TypeError(
      "Cannot draw the names with the option 'titel': there is none of that name, wanted { title }. Mend its name, or leave it out.",
    ),
  )
})

test.each([
  [
    () => charts.offsets(Promise.resolve() as never),
    'Cannot draw the offsets: wanted an observation, found a Promise (write `await` before it). Write charts.offsets(await lab.observe()).',
  ],
  [
    () => charts.lag(undefined as never),
    'Cannot draw the lag: wanted samples of a lag, found undefined. Write charts.lag(sampling.samples).',
  ],
  [
    () => charts.rebalance({} as never),
    "Cannot draw the rebalances: wanted events, found {}. Write charts.rebalance(lab.timeline({ group: 'A' })).",
  ],
])('a chart that is given something else: %#', (draw, said) => {
  expect(draw).toThrowError(new TypeError(said))
})
