import { readFileSync } from 'node:fs'
import ts from '@tslab/typescript-for-tslab'
import { describe, expect, test } from 'vitest'
import { filesIn, importsOf, parse, place, sources, target, visit } from './source.js'

/** Calls that let time pass: timers by any name, and the modules that hold more of them. */
function timers(source: ts.SourceFile): ts.CallExpression[] {
  const found: ts.CallExpression[] = []
  visit(source, (node) => {
    if (!ts.isCallExpression(node)) return
    const name = node.expression.getText().replace(/^(globalThis|window)\./, '')
    if (/^(setTimeout|setInterval|sleep|delay|Atomics\.wait)$/.test(name)) found.push(node)
  })
  return found
}

const timerModules = (source: ts.SourceFile) =>
  importsOf(source).filter(({ module }) => /^(node:)?timers(\/promises)?$/.test(module))

/** A limit ends a wait that watches facts: it rejects, fails or kills. Any other timer waits for time. */
const isLimit = (timer: ts.CallExpression) =>
  /\b(reject|fail)\(|\.kill\(/.test(timer.arguments[0]?.getText() ?? '')

function sleeps(source: ts.SourceFile): string[] {
  const pauses = importsOf(source).filter(
    ({ module, names }) => target(source, module) === 'src/wait.ts' && names.includes('pause'),
  )
  return [
    ...timers(source)
      .filter((timer) => !isLimit(timer))
      .map(place),
    ...timerModules(source).map(({ module }) => `${source.fileName} imports '${module}'`),
    ...pauses.map(() => `${source.fileName} imports pause`),
  ]
}

test('src has two timers, in src/wait.ts: the one that lets time pass, and the limit of a wait', () => {
  const all = sources()
  const where = all.flatMap(timers).map((timer) => {
    const owner = ts.findAncestor(timer, ts.isFunctionDeclaration)
    return `${timer.getSourceFile().fileName} ${owner?.name?.text}`
  })
  expect(where).toEqual(['src/wait.ts waitFor', 'src/wait.ts pause'])
  expect(all.flatMap(timerModules)).toEqual([])
})

test('no test sleeps', () => {
  const tests = sources('test').filter(({ fileName }) => fileName !== 'test/wait.test.ts')
  expect(tests.flatMap(sleeps)).toEqual([])
  const python = filesIn('test', '.py').filter((file) => /\bsleep\(/.test(readFileSync(file, 'utf8')))
  expect(python).toEqual([])
})

describe('the rules see what they forbid', () => {
  test('a sleep, however it is written', () => {
    const text = `import { setTimeout as wait } from 'node:timers/promises'
import { pause } from '../../src/wait.js'
await new Promise((resolve) => setTimeout(resolve, 100))
globalThis.setInterval(() => look(), 10)`
    expect(sleeps(parse('test/model/a.test.ts', text))).toEqual([
      'test/model/a.test.ts:3',
      'test/model/a.test.ts:4',
      "test/model/a.test.ts imports 'node:timers/promises'",
      'test/model/a.test.ts imports pause',
    ])
  })

  test('a limit is no sleep, nor is code that a kernel runs', () => {
    const text = "setTimeout(() => reject(new Error('late')), 100)\nconst cell = 'setTimeout(f, 1)'"
    expect(sleeps(parse('test/model/a.test.ts', text))).toEqual([])
  })
})
