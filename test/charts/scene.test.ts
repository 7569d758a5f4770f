import { expect, it } from 'vitest'
import { renderChart } from '../../src/charts/render.js'
import type { Scene } from '../../src/charts/scene.js'

function draw(scene: Partial<Scene>): Promise<string> {
  const whole = { width: 100, height: 50, boxes: [], labels: [], rules: [], ...scene }
  const table = { columns: [], rows: [] }
  return renderChart({
    title: 't',
    alt: 'a',
    table,
    picture: { kind: 'plot', scene: whole },
  })
}

it('puts boxes, lines and letters where the scene has them, in px', async () => {
  const svg = await draw({
    boxes: [{ x1: 10, y1: 5, x2: 40, y2: 25, fill: '#4269d0', stroke: '#9aa3b2' }],
    rules: [{ x: 40, y1: 2, y2: 28, stroke: '#b3123a' }],
    labels: [{ x: 25, y: 15, text: '7', anchor: 'middle', fill: '#ffffff' }],
  })
  expect(svg).toMatch(/<rect x="10" y="5" width="30" height="20" rx="3" fill="#4269d0"/)
  expect(svg).toMatch(/<line x1="40" x2="40" y1="2" y2="28" stroke="#b3123a"/)
  expect(svg).toMatch(/<text [^>]*transform="translate\(25,15\)"[^>]*fill="#ffffff">7</)
  expect(svg).toContain('aria-label="t. a"')
})

it('draws what only a member knows as a hatch', async () => {
  const svg = await draw({
    boxes: [{ x1: 0, y1: 0, x2: 9, y2: 9, fill: '#4269d0', stroke: '#4269d0', hatch: 'dense' }],
  })
  expect(svg).toContain('<pattern id="dense-4269d0"')
  expect(svg).toContain('fill="url(#dense-4269d0)"')
})

it('dashes only the lines that ask for it', async () => {
  const rule = { x: 4, y1: 0, y2: 9, stroke: '#b3123a' }
  expect(await draw({ rules: [rule] })).not.toContain('stroke-dasharray')
  expect(await draw({ rules: [{ ...rule, dashed: true }] })).toContain('stroke-dasharray="4 3"')
})

it('draws a thin line thin, and other lines as before', async () => {
  const rule = { x: 4, y1: 0, y2: 9, stroke: '#b3123a' }
  expect(await draw({ rules: [rule] })).toContain('stroke-width="3"')
  // 1 is SVG's own default.
  expect(await draw({ rules: [{ ...rule, thin: true }] })).not.toContain('stroke-width')
})

it('draws lines from point to point below the boxes, and no mark where there are none', async () => {
  const line = { x1: 5, y1: 6, x2: 70, y2: 40, stroke: '#5b6472', width: 1.5 }
  const svg = await draw({ lines: [line, { ...line, dashed: true }] })
  expect(svg.match(/<path d="M5,6L70,40" stroke="#5b6472" stroke-width="1.5"/g)).toHaveLength(2)
  expect(svg.match(/stroke-dasharray="5 4"/g)).toHaveLength(1)
  expect(await draw({})).not.toContain('aria-label="link"')
})
