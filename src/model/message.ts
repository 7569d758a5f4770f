import { isUtf8 } from 'node:buffer'
import { isUint8Array } from 'node:util/types'
import { type JsonProblem, jsonProblem } from './json.js'
import { halfCharacter } from './names.js'
import { shown } from './shown.js'

/**
 * A key's bytes: text as UTF-8, bytes as they are, null (a message without a key) for null and undefined.
 *
 *     encodeKey('user-1')   // 6 bytes
 *     encodeKey('')         // no bytes: a key all the same, and not the same as null
 *
 * Throws a TypeError for anything else, to be read after a message's name: a number would be a guess (text? 4 bytes?),
 * and half of a pair of surrogates would arrive as another character.
 */
export function encodeKey(key: unknown): Buffer | null {
  if (key === null || key === undefined) return null
  if (typeof key === 'string') return bytesOf(key, 'a key')
  if (isUint8Array(key)) return sameBytes(key)
  throw new TypeError(
    `has a key that is ${kindOf(key)}, and a key is text, bytes or null. Write it as text, for example String(key).`,
  )
}

/**
 * What is sent of a value: the text of its JSON, which clients write as UTF-8, or bytes as they are; null (a tombstone, which
 * deletes the key in a compacted topic) for null. Text, because bytes of thousands of values before the first is sent are
 * memory that the system has to find.
 *
 *     encodeValue({ id: 1 })   // '{"id":1}'
 *     encodeValue('')          // '""'
 *
 * Throws a TypeError, to be read after a message's name, that names the first field that JSON cannot carry.
 */
export function encodeValue(value: unknown): Buffer | string | null {
  if (value === null) return null
  if (isUint8Array(value)) return sameBytes(value)
  const problem = jsonProblem(value)
  const json = problem === null ? textOf(value) : problem
  if (typeof json === 'string') return json
  throw new TypeError(
    `has a value that JSON cannot carry: ${json.path} is ${json.found}. Send text, finite numbers, true, false, null, lists and plain objects of these, or bytes alone.`,
  )
}

/** JSON, or why there is none although each field has some: an object's own toJSON may say something else each time. */
function textOf(value: unknown): string | JsonProblem {
  try {
    return JSON.stringify(value)
  } catch (problem) {
    return { path: 'value', found: `an object of which JSON.stringify says ${shown(String(problem))}` }
  }
}

/**
 * Text as bytes, UTF-8. Throws a TypeError, to be read after a message's name, for text that has none; `what` it is:
 * "a key".
 */
export function bytesOf(text: string, what: string): Buffer {
  const half = halfCharacter(text)
  if (half === null) return Buffer.from(text, 'utf8')
  throw new TypeError(`has ${what} that is ${shown(text)}: ${half}. Send the whole character, or bytes.`)
}

/** What a message's value says: parsed JSON; the text when it is not JSON; the bytes when they are not text; null for a tombstone. */
export function decodeValue(bytes: Uint8Array | null): unknown {
  const text = decodeText(bytes)
  if (typeof text !== 'string') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What a message's key says: its text; the bytes when they are not UTF-8; null for a message without a key. */
export function decodeText(bytes: Uint8Array | null): string | Uint8Array | null {
  if (bytes === null) return null
  return isUtf8(bytes) ? sameBytes(bytes).toString('utf8') : bytes
}

/**
 * Why something is no offset, to be read after a colon ("it is negative"), or null when it is one: a whole number
 * from 0 on that JavaScript holds exactly.
 *
 *     offsetProblem(4.5)   // 'it is no whole number'
 */
export function offsetProblem(offset: unknown): string | null {
  if (typeof offset !== 'number')
    return `it is of type ${offset === null ? 'null' : typeof offset}, and offsets are numbers`
  if (Number.isNaN(offset)) return 'it is NaN, not a number'
  if (!Number.isFinite(offset)) return 'it is infinite'
  if (!Number.isInteger(offset)) return 'it is no whole number'
  if (offset < 0) return 'it is negative, and offsets count from 0'
  if (!Number.isSafeInteger(offset))
    return `it is above ${Number.MAX_SAFE_INTEGER}, the largest number that is held exactly`
  return null
}

/** kafkajs takes a Uint8Array that is no Buffer for text ("1,2,3"); this is the same memory as a Buffer. */
function sameBytes(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function kindOf(key: unknown): string {
  return typeof key === 'object' ? 'an object' : `a ${typeof key}`
}
