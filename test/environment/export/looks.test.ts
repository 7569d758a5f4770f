import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast } from '../../../src/charts/colour.js'

/** The colours that a block of a style sheet names, by their names. */
function palette(file: string, block: RegExp): Record<string, string> {
  const [, text = ''] = block.exec(readFileSync(`environment/export/styles/${file}.css`, 'utf8')) ?? []
  return Object.fromEntries(
    [...text.matchAll(/--([a-z]+): (#[0-9a-f]{3,6});/g)].map(([, name, colour]) => [
      name,
      long(colour ?? ''),
    ]),
  )
}

/** '#fff' as '#ffffff'. */
const long = (colour: string) => (colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour)

const light = palette('colours', /^:root \{([^}]*)\}/m)

test.each([
  ['light', light],
  ['dark', palette('colours', /dark\) \{\s*:root \{([^}]*)\}/)],
  ['print', { ...light, ...palette('print', /:root \{([^}]*)\}/) }],
])(
  '%s: every text has a contrast of at least 4.5 on the ground of a page and on that of code',
  (_, colours) => {
    const { ground = '', raised = '', line, ...texts } = colours
    expect(line).toMatch(/^#/)
    expect(Object.keys(texts).sort()).toEqual(
      ['accent', 'bad', 'comment', 'good', 'ink', 'link', 'muted', 'number', 'open', 'string', 'word'].sort(),
    )
    const poor = Object.entries(texts).flatMap(([name, colour]) =>
      [ground, raised].filter((on) => contrast(colour, on) < 4.5).map((on) => `${name} ${colour} on ${on}`),
    )
    expect(poor).toEqual([])
  },
)
