import { expect, it } from 'vitest'
import { type BarLabels, barLabels, type OffsetBar } from '../../src/charts/offsets-labels.js'

function labels(bar: Partial<OffsetBar>, width = 500): BarLabels {
  const whole = { topic: 't', partition: 2, group: 'A', start: 0, end: 10, committed: 5, lag: 5, ...bar }
  return barLabels(whole, { low: whole.start, high: whole.end, width, groups: ['A'], colours: ['#4269d0'] })
}

it('writes the committed offset on the bar where it fits, and beside it otherwise', () => {
  const wide = {
    where: 'partition 2',
    name: 'A',
    read: 5,
    inside: 'committed 5',
    rest: 'log end 10',
    beside: 'lag 5',
  }
  expect(labels({})).toEqual({ ...wide, ink: '#ffffff', committedText: '5', lagText: '5' })
  expect(labels({}, 80)).toMatchObject({ inside: '5', rest: '10', beside: 'lag 5' })
  expect(labels({}, 30)).toMatchObject({ inside: '', rest: '', beside: 'committed 5, lag 5' })
  expect(labels({ committed: 0, lag: 10 })).toMatchObject({ inside: '', beside: 'committed 0, lag 10' })
})

it('never calls never committed 0', () => {
  const never = { committed: null, lag: null }
  expect(labels(never)).toMatchObject({
    read: 0,
    inside: '',
    beside: 'never committed',
    committedText: 'never committed',
    lagText: 'none: never committed',
  })
  expect(labels({ ...never, end: 0 })).toMatchObject({ beside: 'never committed, no messages' })
})

it('keeps a committed offset outside the log inside the bar, and says so', () => {
  expect(labels({ committed: 15, lag: 0 })).toMatchObject({
    read: 10,
    inside: 'committed 15, beyond log end 10',
    beside: 'lag 0',
  })
  expect(labels({ start: 4, committed: 2, lag: 8 })).toMatchObject({ read: 4, beside: 'committed 2, lag 8' })
})
