import { expect, it } from 'vitest'
import { rebalanceSteps } from '../../src/charts/rebalance-steps.js'
import { renderChart } from '../../src/charts/render.js'
import { encodeFrames, type Frames } from '../../src/notebook/frames.js'
import { failover } from '../charts/stories.js'

/** As the page puts the pictures together. */
function decoded({ pieces, frames }: Frames): string[] {
  return frames.map((places) => {
    let [svg, next] = ['', 0]
    for (const place of places) {
      const [from, to] = place < 0 ? [next, next - place] : [place, place + 1]
      svg += pieces.slice(from, to).join('')
      next = to
    }
    return svg
  })
}

it('keeps each different element once', () => {
  expect(encodeFrames(['<svg><g/></svg>', '<svg></svg>'])).toEqual({
    pieces: ['<svg>', '<g/>', '</svg>'],
    frames: [
      [0, -2],
      [0, 2],
    ],
  })
})

it('gives back what it was given, whatever that is', () => {
  for (const svgs of [
    [],
    [''],
    ['no element', 'a < b'],
    ['<a x="1 > 0">&lt;</a>', '<a x="<"/>', '<a>\n</a>'],
    ['<a><b><c><d>', '<b><c><d><a>', '<a><a><b>'],
  ])
    expect(decoded(encodeFrames(svgs))).toEqual(svgs)
})

it('makes a story of rebalances a quarter of its pictures, and gives each back', async () => {
  const svgs: string[] = []
  for (const { chart } of rebalanceSteps(failover).steps) svgs.push(await renderChart({ ...chart, alt: '' }))
  const small = encodeFrames(svgs)
  expect(decoded(small)).toEqual(svgs)
  expect(JSON.stringify(small).length).toBeLessThan(svgs.join('').length / 4)
})
