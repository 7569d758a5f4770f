import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Failure } from './messages.js'

interface Diagnostic {
  start: { line: number; character: number; offset: number }
  end: { offset: number }
  code: number
  messageText: string
  fileName?: string
}

const { describeError, describeDiagnostics } = createRequire(import.meta.url)(
  '../../environment/kernel/errors.cjs',
) as {
  describeError: (error: unknown, root: string) => Failure
  describeDiagnostics: (diagnostics: Diagnostic[], source: string) => Failure
}

const root = path.resolve('/a project')
const red = (text: string): string => `\x1b[31m${text}\x1b[0m`

function errorWithStack(message: string, frames: string[], options?: ErrorOptions): Error {
  const error = new Error(message, options)
  error.stack = `Error: ${message}\n${frames.map((frame) => `    at ${frame}`).join('\n')}`
  return error
}

test('a traceback has the sentence first, then at most three causes, then the frames of cells and src', () => {
  const four = new Error('four')
  const cause = new Error('one', {
    cause: new TypeError('two', { cause: new Error('three', { cause: four }) }),
  })
  const error = errorWithStack(
    'Cannot ack.',
    [
      `Member.ack (${root}${path.sep}src${path.sep}kafka${path.sep}member.js:3:9)`,
      `emit (${root}${path.sep}node_modules${path.sep}kafkajs${path.sep}index.js:1:1)`,
      'Proxy.useIt (evalmachine.<anonymous>:4:7)',
      'evalmachine.<anonymous>:9:3',
      `execute (${root}${path.sep}environment${path.sep}kernel${path.sep}executor.cjs:1:1)`,
      'Script.runInThisContext (node:vm:129:12)',
    ],
    { cause },
  )
  expect(describeError(error, root)).toEqual({
    ename: 'Error',
    evalue: 'Cannot ack.',
    traceback: [
      `${red('Error')}: Cannot ack.`,
      '  caused by Error: one',
      '  caused by TypeError: two',
      '  caused by Error: three',
      `  at Member.ack (src${path.sep}kafka${path.sep}member.ts)`,
      '  at useIt (cell)',
    ],
  })
})

test('a message with lines like frames is no frame', () => {
  const error = errorWithStack('Two lines:\n    at fake (evalmachine.<anonymous>:1:1)', [])
  expect(describeError(error, root).traceback).toEqual([
    `${red('Error')}: Two lines:\n    at fake (evalmachine.<anonymous>:1:1)`,
  ])
})

test('an AggregateError names its parts', () => {
  const error = new AggregateError([new Error('left'), 'right'], 'Both failed.')
  expect(describeError(error, root).traceback).toEqual([
    `${red('AggregateError')}: Both failed.`,
    '  - Error: left',
    `  - 'right'`,
  ])
})

test.each([
  ['text', `'text'`],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ code: 7 }, '{ code: 7 }'],
])('a thrown %o that is no error is shown as it is', (value, evalue) => {
  expect(describeError(value, root)).toEqual({
    ename: 'Thrown',
    evalue,
    traceback: [`${red('Thrown')}: ${evalue}`],
  })
})

test('a diagnostic of a cell shows its line with a caret; its elaboration follows; one of src names the file', () => {
  const at = (line: number, character: number, offset: number) => ({
    start: { line, character, offset },
    end: { offset: offset + 1 },
  })
  const diagnostics: Diagnostic[] = [
    { ...at(1, 2, 9), code: 2322, messageText: 'Outer.' },
    { ...at(1, 2, 9), code: 2322, messageText: 'Inner.' },
    { ...at(0, 13, 13), code: 2322, messageText: 'Wrong.', fileName: 'src/b.ts' },
    { ...at(0, 13, 13), code: 2322, messageText: 'Because.' },
  ]
  expect(describeDiagnostics(diagnostics, 'first\n  second')).toEqual({
    ename: 'TypeScript',
    evalue: 'cell 2:3 Outer.',
    traceback: [
      `${red('TypeScript')} cell 2:3  Outer.`,
      '    Inner.',
      '      second',
      '      ^',
      `${red('TypeScript')} src/b.ts 1:14  Wrong.`,
      '    Because.',
    ],
  })
})

const at = (line: number, character: number, code: number, messageText: string): Diagnostic => ({
  start: { line, character, offset: 10 * line + character },
  end: { offset: 10 * line + character + 3 },
  code,
  messageText,
})

test('an unknown name is said once, without what follows from it, and with what to do', () => {
  const { evalue, traceback } = describeDiagnostics(
    [
      at(0, 0, 2304, "Cannot find name 'lab'."),
      at(1, 0, 2304, "Cannot find name 'lab'."),
      at(1, 5, 7006, "Parameter 'm' implicitly has an 'any' type."),
    ],
    'lab.x()\nlab.y((m) => m)',
  )
  expect(evalue).toBe("cell 1:1 Cannot find name 'lab'.")
  expect(traceback).toEqual([
    `${red('TypeScript')} cell 1:1  Cannot find name 'lab'.`,
    '    lab.x()',
    '    ^',
    'No cell that has run declares lab: look above for `const lab` or the like, run the cell that holds it, and then this one.',
  ])
})

test('a name that is taken for another one, or stands alone between braces, is unknown too', () => {
  const { traceback } = describeDiagnostics(
    [
      at(0, 0, 2552, "Cannot find name 'works'. Did you mean 'work'?"),
      at(0, 9, 18004, "No value exists in scope for the shorthand property 'label'. Either declare one."),
      at(0, 5, 7006, "Parameter 'm' implicitly has an 'any' type."),
    ],
    'works.map((m) => ({ label }))',
  )
  expect(traceback.filter((line) => /^\S/.test(line))).toEqual([
    `${red('TypeScript')} cell 1:1  Cannot find name 'works'. Did you mean 'work'?`,
    `${red('TypeScript')} cell 1:10  No value exists in scope for the shorthand property 'label'. Either declare one.`,
    'No cell that has run declares works, label: look above for `const works` or the like, run the cell that holds it, and then this one.',
  ])
})

test('a field of a Promise brings the hint to await', () => {
  const { traceback } = describeDiagnostics(
    [at(0, 2, 2339, "Property 'receive' does not exist on type 'Promise<Member>'.")],
    'a.receive()',
  )
  expect(traceback.at(-1)).toBe('A Promise is not its result yet: write `await` before the call.')
})
