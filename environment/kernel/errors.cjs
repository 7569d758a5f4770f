'use strict'
const path = require('node:path')
const { inspect } = require('node:util')

const red = (text) => `\x1b[31m${text}\x1b[0m`
const maxCauses = 3
const maxFrames = 4

/**
 * A thrown value as Jupyter wants it: the message first, then up to three causes, the parts of an AggregateError,
 * and the frames that lie in cells or in this project's own files.
 *
 * Frames name the source file without a line: the lines that Node knows are those of the emitted JavaScript.
 *
 * @param error whatever was thrown
 * @param root the project's folder
 * @returns { ename, evalue, traceback }, traceback as lines
 */
function describeError(error, root) {
  if (!isError(error)) {
    const evalue = inspect(error)
    return { ename: 'Thrown', evalue, traceback: [`${red('Thrown')}: ${evalue}`] }
  }
  const ename = String(error.name || 'Error')
  const traceback = [`${red(ename)}: ${error.message}`]
  let cause = error.cause
  for (let n = 0; n < maxCauses && cause !== undefined && cause !== null; n++) {
    traceback.push(`  caused by ${inOneLine(cause)}`)
    cause = cause.cause
  }
  for (const part of Array.isArray(error.errors) ? error.errors : []) traceback.push(`  - ${inOneLine(part)}`)
  for (const frame of ownFrames(error, root)) traceback.push(`  ${frame}`)
  return { ename, evalue: String(error.message), traceback }
}

/** True for errors of any realm (jsdom and vm have their own Error). */
function isError(value) {
  return value instanceof Error || (typeof value?.stack === 'string' && typeof value.message === 'string')
}

function inOneLine(value) {
  return isError(value) ? `${value.name || 'Error'}: ${value.message}` : inspect(value)
}

function ownFrames(error, root) {
  const inside = `${root}${path.sep}`
  const frames = String(error.stack)
    .replace(String(error.message), () => '') // a message may have lines that look like frames
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().replace('file://', ''))
    .filter((line) => line.includes('evalmachine.<anonymous>') || line.includes(inside))
    .filter((line) => !/[\\/]node_modules[\\/]|[\\/]environment[\\/]kernel[\\/]/.test(line))
    .map((line) => line.replace(/evalmachine\.<anonymous>:\d+:\d+/, 'cell').replace(/\bProxy\./, ''))
    .map((line) => line.replace(inside, '').replace(/\.js:\d+:\d+/, '.ts'))
  return [...new Set(frames)].filter((line) => line !== 'at cell').slice(0, maxFrames)
}

/** TypeScript's numbers for "Cannot find name", the second with a guess, the third for `{ name }`. */
const unknownNames = new Set([2304, 2552, 18004])
/** And for "implicitly has an 'any' type", which follows from it. */
const followsFromUnknownName = new Set([7006, 7019, 7031, 7034, ...unknownNames])

/**
 * TypeScript's diagnostics of a cell as one failure: per diagnostic the place, the message with its elaboration,
 * and for the cell's own text the line with a caret under the place. A name that is unknown is said once, and what
 * follows from it is not. The last line is a hint, where the mistake is one that readers make.
 *
 * @param diagnostics tslab's, in its order; an elaboration follows its message, at the same place and without file
 * @param source the cell's text
 * @returns { ename: 'TypeScript', evalue, traceback }
 */
function describeDiagnostics(diagnostics, source) {
  const heads = []
  for (const diagnostic of diagnostics) {
    const head = heads.at(-1)
    if (head && !diagnostic.fileName && isSamePlace(head, diagnostic))
      head.details.push(diagnostic.messageText)
    else heads.push({ ...diagnostic, details: [] })
  }
  const said = withoutRepeats(heads)
  const traceback = said.flatMap((head) => {
    const { line, character } = head.start
    const lines = [`${red('TypeScript')} ${placeOf(head)}  ${head.messageText}`]
    for (const detail of head.details) lines.push(`    ${detail}`)
    if (!head.fileName) lines.push(`    ${source.split('\n')[line] ?? ''}`, `    ${' '.repeat(character)}^`)
    return lines
  })
  const hint = hintFor(said)
  if (hint) traceback.push(hint)
  return { ename: 'TypeScript', evalue: `${placeOf(said[0])} ${said[0].messageText}`, traceback }
}

function withoutRepeats(heads) {
  const isFirst = (head) => heads.find((other) => other.messageText === head.messageText) === head
  const unknown = heads.filter(isUnknownName)
  if (unknown.length === 0) return heads
  return [...unknown.filter(isFirst), ...heads.filter(({ code }) => !followsFromUnknownName.has(code))]
}

function hintFor(heads) {
  const unknown = heads.filter(isUnknownName).map(({ messageText }) => /'(.*?)'/.exec(messageText)?.[1])
  if (unknown.length > 0)
    return `No cell that has run declares ${unknown.join(', ')}: look above for \`const ${unknown[0]}\` or the like, run the cell that holds it, and then this one.`
  if (heads.some(({ messageText }) => /type 'Promise<.*>'/.test(messageText)))
    return 'A Promise is not its result yet: write `await` before the call.'
  return null
}

function isUnknownName({ code, fileName }) {
  return unknownNames.has(code) && !fileName
}

function isSamePlace(a, b) {
  return a.code === b.code && a.start.offset === b.start.offset && a.end.offset === b.end.offset
}

function placeOf({ fileName, start }) {
  return `${fileName ?? 'cell'} ${start.line + 1}:${start.character + 1}`
}

module.exports = { describeError, describeDiagnostics }
