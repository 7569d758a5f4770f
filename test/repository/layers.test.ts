import ts from '@tslab/typescript-for-tslab'
import { describe, expect, test } from 'vitest'
import { importsOf, parse, place, sources, target, visit } from './source.js'

/** What each part of src may import from src: the arrows of "Kafka -> edge -> model -> charts -> display". */
const arrows: Record<string, readonly string[]> = {
  model: ['model'],
  charts: ['charts', 'model'],
  notebook: ['notebook', 'charts', 'model', 'wait'],
  kafka: ['kafka', 'cluster', 'model', 'wait'],
  cluster: ['cluster', 'model', 'wait'],
  database: ['charts', 'model'],
  wait: ['model'],
}

/** Packages, and the only places that may import them. */
const homes: Record<string, RegExp> = {
  kafkajs: /^src\/kafka\//,
  'kafkajs-snappy': /^src\/kafka\//,
  '@observablehq/plot': /^src\/charts\//,
  vega: /^src\/charts\/render\.ts$/,
  'vega-lite': /^src\/charts\/render\.ts$/,
  'node-sqlite3-wasm': /^src\/database\.ts$/,
  jsdom: /^src\/charts\/render\.ts$/,
}

/** Node's own modules that do nothing but compute. */
const pureModules = ['node:buffer', 'node:util', 'node:util/types']

const part = (file: string) => file.replace(/^src\//, '').replace(/(\/.*|\.ts)$/, '')
const isPure = (file: string) => ['model', 'charts'].includes(part(file))

function wrongArrows(source: ts.SourceFile): string[] {
  const allowed = arrows[part(source.fileName)]
  return importsOf(source).flatMap(({ module }) => {
    const file = target(source, module)
    if (file === null || allowed === undefined || allowed.includes(part(file))) return []
    return [`${source.fileName} imports ${file}`]
  })
}

function wrongPackages(source: ts.SourceFile): string[] {
  const { fileName } = source
  return importsOf(source)
    .filter(({ module, typeOnly }) => {
      if (module.startsWith('.')) return !module.endsWith('.js')
      if (module.startsWith('node:')) return isPure(fileName) && !pureModules.includes(module)
      const home = homes[module]
      return (
        home === undefined ||
        !(home.test(fileName) || (typeOnly && module.startsWith('vega') && isPure(fileName)))
      )
    })
    .map(({ module }) => `${fileName} imports '${module}'`)
}

function impurities(source: ts.SourceFile): string[] {
  if (!isPure(source.fileName)) return []
  const found: string[] = []
  visit(source, (node) => {
    const text = node.getText()
    const clock =
      ts.isPropertyAccessExpression(node) && /^(Date\.now|performance\.now|Math\.random)$/.test(text)
    const now = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length
    const outside = ts.isIdentifier(node) && /^(process|fetch|console|globalThis)$/.test(text)
    if (clock || now || (outside && !ts.isPropertyAssignment(node.parent)))
      found.push(`${place(node)} uses ${text}`)
  })
  return found
}

function notForTheKernel(source: ts.SourceFile): string[] {
  const found: string[] = []
  visit(source, (node) => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      found.push(`${place(node)} uses import.meta`)
    if (ts.isAwaitExpression(node) && !ts.findAncestor(node, ts.isFunctionLike))
      found.push(`${place(node)} awaits outside of a function`)
  })
  return found
}

const rules = { wrongArrows, wrongPackages, impurities, notForTheKernel }
const all = sources()

test.each(Object.entries(rules))('%s: none in src', (_, rule) => {
  expect(all.flatMap(rule)).toEqual([])
})

test('src is index.ts, lab.ts and folders whose arrows are known', () => {
  const files = all.map(({ fileName }) => fileName)
  expect(['src/index.ts', 'src/lab.ts'].filter((file) => !files.includes(file))).toEqual([])
  const folders = files.filter((file) => file.split('/').length > 2).map(part)
  expect([...new Set(folders), 'wait', 'database'].sort()).toEqual(Object.keys(arrows).sort())
})

describe('the rules see what they forbid', () => {
  test('arrows', () => {
    const source = parse(
      'src/model/lag.ts',
      "import { x } from '../kafka/topics.js'\nexport * from '../charts/chart.js'",
    )
    expect(wrongArrows(source)).toEqual([
      'src/model/lag.ts imports src/kafka/topics.ts',
      'src/model/lag.ts imports src/charts/chart.ts',
    ])
    expect(
      wrongArrows(parse('src/charts/a.ts', "const x = await import('../notebook/show.js')")),
    ).toHaveLength(1)
    expect(wrongArrows(parse('src/kafka/a.ts', "type X = import('../charts/chart.js').Chart"))).toHaveLength(
      1,
    )
  })

  test('packages', () => {
    const imports = (file: string, module: string) =>
      wrongPackages(parse(file, `import { x } from '${module}'`))
    expect(imports('src/lab.ts', 'kafkajs')).toEqual(["src/lab.ts imports 'kafkajs'"])
    expect(imports('src/kafka/client.ts', 'kafkajs')).toEqual([])
    expect(imports('src/notebook/show.ts', 'tslab')).toEqual(["src/notebook/show.ts imports 'tslab'"])
    expect(imports('src/model/lag.ts', 'node:fs')).toEqual(["src/model/lag.ts imports 'node:fs'"])
    expect(imports('src/model/lag.ts', './ranges')).toEqual(["src/model/lag.ts imports './ranges'"])
    expect(imports('src/charts/offsets.ts', 'jsdom')).toEqual(["src/charts/offsets.ts imports 'jsdom'"])
  })

  test('clocks, chance and the outside', () => {
    const text = 'const a = [Date.now(), new Date(), new Date(5), Math.random(), process.env, { process: 1 }]'
    expect(
      impurities(parse('src/model/a.ts', text)).map((each) => each.replace('src/model/a.ts:1 uses ', '')),
    ).toEqual(['Date.now', 'new Date()', 'Math.random', 'process'])
    expect(impurities(parse('src/kafka/a.ts', text))).toEqual([])
  })

  test('what the kernel cannot compile', () => {
    const text = 'await 1\nasync function f() { await 2 }\nimport.meta.url'
    expect(notForTheKernel(parse('src/a.ts', text))).toEqual([
      'src/a.ts:1 awaits outside of a function',
      'src/a.ts:3 uses import.meta',
    ])
  })
})
