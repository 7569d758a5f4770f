import { inspect } from 'node:util'
import { isPromise } from 'node:util/types'

/** As much of a value as a sentence has room for, in characters. */
const most = 100

/**
 * A value as a sentence quotes it: in one line of at most 100 characters, whatever it is. It reads no getter, calls
 * nothing of the value's own and never throws.
 *
 *     shown({ at: 1 })        // '{ at: 1 }'
 *     shown('user\nevents')   // "'user\\nevents'"
 */
export function shown(value: unknown): string {
  return shortened(inOneLine(inspected(value)))
}

/**
 * A name between quotes, as text usually is; whatever else stands in its place as `shown` has it.
 *
 *     named("it's")   // "'it's'"
 */
export function named(name: unknown): string {
  return typeof name === 'string' && !/[\p{Cc}\p{Surrogate}]/u.test(name)
    ? `'${shortened(name)}'`
    : shown(name)
}

function inspected(value: unknown): string {
  if (isPromise(value)) return 'a Promise (write `await` before it)'
  try {
    return inspect(value, {
      depth: 1,
      maxArrayLength: 5,
      maxStringLength: most,
      breakLength: Number.POSITIVE_INFINITY,
      customInspect: false,
    })
  } catch {
    return `${typeof value === 'function' ? 'a function' : 'an object'} that cannot be looked at`
  }
}

/** Without the lines of an error that say where in the code it was made. */
function inOneLine(text: string): string {
  return text.replace(/\n\s+at .*/g, '').replace(/\s*\n\s*/g, ' ')
}

function shortened(text: string): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…` : text
}
