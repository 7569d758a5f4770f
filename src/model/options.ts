import { isPromise } from 'node:util/types'
import { named, shown } from './shown.js'
import { wordsOf } from './thrown.js'

/** What is wanted of a value, in words, when it is not that; null when it is. */
export type Wanted = (value: unknown) => string | null

/** For an option that the verb itself looks at. */
export const anything: Wanted = (): string | null => null

/** Whatever can be read: of an object each of its fields. */
export const readable: Wanted = (value): string | null => {
  try {
    if (typeof value === 'object') Object.values(value ?? {})
    return null
  } catch {
    return 'plain values'
  }
}

/** true or false: a text such as 'no' would count as true. */
export const flag: Wanted = (value): string | null => (typeof value === 'boolean' ? null : 'true or false')

/** The longest time that can be waited for, in ms: three weeks. */
const longestMs = 2 ** 31 - 1

/** A time in ms, from 0 on. */
export const time: Wanted = (value): string | null =>
  typeof value === 'number' && value >= 0 && value <= longestMs
    ? null
    : `a number of ms from 0 to ${longestMs}`

/** A moment, in ms since 1970; the infinities stand for always and never. */
export const moment: Wanted = (value): string | null =>
  typeof value === 'number' && !Number.isNaN(value) ? null : 'a number of ms since 1970'

/** A whole number from 0 on. */
export const wholeNumber: Wanted = (value): string | null =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? null : 'a whole number from 0 on'

/** How many partitions a topic has: a picture of more than 1000 is none. */
export const partitionCount: Wanted = (value): string | null =>
  Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= 1_000
    ? null
    : 'a whole number from 1 to 1000'

/** Text. */
export const text: Wanted = (value): string | null => (typeof value === 'string' ? null : 'text')

/** A function. */
export const callable: Wanted = (value): string | null => (typeof value === 'function' ? null : 'a function')

/** A list of names. */
export const texts: Wanted = (value): string | null =>
  Array.isArray(value) && Array.from(value).every((each) => typeof each === 'string')
    ? null
    : 'a list of names'

/** One of these words. */
export function oneOf(...words: readonly string[]): Wanted {
  const all = words.map((word) => `'${word}'`)
  const wanted = [all.slice(0, -1).join(', '), all.at(-1)].filter(Boolean).join(' or ')
  return (value) => (words.includes(value as string) ? null : wanted)
}

/**
 * Options as plain data, each read once; one that is undefined counts as left out.
 *
 *     const { fresh = false } = checkedOptions(options, { fresh: flag }, "Cannot join group 'A'")
 *
 * Throws a TypeError, a sentence that begins with `cannot`, for what is no object, for a name that no option has (a
 * misspelt one would be passed over in silence), for a value that is not what is wanted, and for a getter that throws.
 */
export function checkedOptions<Options extends object>(
  options: unknown,
  wanted: Readonly<Record<string, Wanted>>,
  cannot: string,
): Options {
  const names = Object.keys(wanted)
  const all = `{ ${names.join(', ')} }`
  if (options === undefined) return {} as Options
  if (typeof options !== 'object' || options === null || Array.isArray(options) || isPromise(options))
    throw new TypeError(
      `${cannot} with the options ${shown(options)}: wanted an object. Give some of ${all}, or leave them out.`,
    )
  const strange = reading(cannot, 'the options', () =>
    Object.keys(options).find((name) => !Object.hasOwn(wanted, name)),
  )
  if (strange !== undefined)
    throw new TypeError(
      `${cannot} with the option ${named(strange)}: there is none of that name, wanted ${all}. Mend its name, or leave it out.`,
    )
  const read = names.map((name): [string, unknown] => [
    name,
    reading(cannot, `the option '${name}'`, () => (options as Record<string, unknown>)[name]),
  ])
  const given = read.filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const missed = wanted[name]?.(value) ?? null
    if (missed !== null)
      throw new TypeError(
        `${cannot} with that ${name}: wanted ${missed}, found ${shown(value)}. Mend it, or leave it out.`,
      )
  }
  return Object.fromEntries(given) as Options
}

/** What reading something of a reader's own comes to. Throws a sentence that begins with `cannot` when it throws. */
export function reading<T>(cannot: string | (() => string), what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new TypeError(
      `${typeof cannot === 'string' ? cannot : cannot()}: ${what} cannot be read, because a getter throws ${shown(wordsOf(cause))}. Give plain values.`,
      { cause },
    )
  }
}
