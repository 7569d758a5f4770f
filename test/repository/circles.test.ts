import type ts from '@tslab/typescript-for-tslab'
import { expect, test } from 'vitest'
import { importsOf, parse, sources, target } from './source.js'

/** Files that need each other at run time: which of them is ready first would depend on who imports first. */
function circles(all: readonly ts.SourceFile[]): string[] {
  const needs = new Map(
    all.map((source) => [
      source.fileName,
      importsOf(source).flatMap(({ module, typeOnly }) => (typeOnly ? [] : (target(source, module) ?? []))),
    ]),
  )
  const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
    (needs.get(from) ?? []).some((next) => {
      if (next === wanted) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, wanted, seen)
    })
  return [...needs.keys()].filter((file) => reaches(file, file))
}

test('no files of src need each other in a circle', () => {
  expect(circles(sources())).toEqual([])
})

test('the rule sees a circle, but not one of types', () => {
  const a = parse('src/a.ts', "import { b } from './b.js'")
  const b = parse('src/b.ts', "import { c } from './c.js'")
  const c = (line: string) => parse('src/c.ts', line)
  expect(circles([a, b, c("export { a } from './a.js'")])).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts'])
  expect(circles([a, b, c("import type { A } from './a.js'\nimport { type B } from './a.js'")])).toEqual([])
})
