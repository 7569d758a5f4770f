import type { Label, Scene } from '../../src/charts/scene.js'
import { textWidth } from '../../src/charts/words.js'

interface Extent {
  readonly text: string
  readonly x1: number
  readonly x2: number
  readonly y1: number
  readonly y2: number
}

/** What cannot be read in a scene: texts on one another, texts and boxes outside of the picture. Widths are estimates. */
export function illegible({ width, height, boxes, labels, rules }: Scene): string[] {
  const texts = labels.map(extentOf)
  const on = texts.flatMap((one, at) =>
    texts
      .slice(at + 1)
      .filter((other) => one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2)
      .map((other) => `'${one.text}' on '${other.text}'`),
  )
  const outside = [
    ...texts,
    ...boxes.map((box) => ({ ...box, text: 'a box' })),
    ...rules.map((rule) => ({ ...rule, x1: rule.x, x2: rule.x, text: 'a line' })),
  ].filter(({ x1, x2, y1, y2 }) => x1 < 0 || x2 > width || y1 < 0 || y2 > height || x2 < x1 || y2 < y1)
  return [...on, ...outside.map(({ text }) => `'${text}' outside`)]
}

function extentOf({ x, y, text, size = 12, anchor = 'start' }: Label): Extent {
  const width = textWidth(text, size) * 0.95
  const x1 = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width
  return { text, x1, x2: x1 + width, y1: y - size * 0.45, y2: y + size * 0.45 }
}
