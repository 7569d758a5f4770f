import fc from 'fast-check'

const ring: { self?: unknown } = {}
ring.self = ring

/** What a cell may hold by mistake in place of anything: by name, so that a failure says which. */
export const oddities: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  null: null,
  'no text': '',
  'a space': ' ',
  'a folder': '..',
  'a path': 'a/b',
  emoji: '🙂',
  'a line break': 'a\nb',
  'a line separator': 'a\u2028b',
  'a null character': '\0',
  'half of a pair': 'a\uD83D',
  '250 letters': 'x'.repeat(250),
  '40 000 letters': 'y'.repeat(40_000),
  __proto__of: '__proto__',
  constructorOf: 'constructor',
  toStringOf: 'toString',
  markup: '</script><img src=x onerror=alert(1)>',
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  'minus zero': -0,
  'minus one': -1,
  fraction: 1.5,
  '2^53': 2 ** 53,
  bigint: 10n,
  true: true,
  symbol: Symbol('s'),
  'a function': () => 1,
  'a list': [],
  'a list of nothing': [undefined],
  'a sparse list': new Array(2),
  'an object': {},
  'an object without prototype': Object.create(null),
  'a getter that throws': {
    get key(): never {
      throw new Error('boom')
    },
  },
  'a text form that throws': {
    toString() {
      throw new Error('boom')
    },
  },
  ring,
  'a Map': new Map([[1, 2]]),
  'a date': new Date(0),
  'no date': new Date(Number.NaN),
  'an error': new Error('mine'),
  bytes: new Uint8Array([1, 2]),
  'a promise': Promise.resolve(1),
}

/** One of the oddities, or whatever fast-check makes. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.constantFrom(...Object.values(oddities)), weight: 2 },
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 2,
  }),
)

const foreign = new RegExp(
  [
    'Cannot (read|set) propert',
    'is not (a function|iterable|a constructor|defined)',
    'Cannot destructure',
    'Cannot convert',
    'Cannot mix BigInt',
    'undefined \\(reading',
    'Invalid (time value|array length|typed array|attempt)',
    'call stack',
    'Reduce of empty',
    'circular structure',
    'serialize a BigInt',
    'out of range\\. It must',
    "Kafka's client says",
    'object null is not',
    'The .* argument must be',
  ].join('|'),
)

/**
 * Why what was thrown is no sentence of ours, or null when it is one: it says what was attempted, has a colon or a
 * clause, ends with a full stop, has room on a screen, and is not an engine's or a library's.
 */
export function noSentence(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return `no Error: ${String(thrown)}`
  const { message } = thrown
  if (foreign.test(message)) return `somebody else's words: ${message.slice(0, 400)}`
  if (!/^[A-Z].*[.!)]$/su.test(message)) return `no full sentence: ${message.slice(0, 400)}`
  if (message.length > 1_200) return `${message.length} characters: ${message.slice(0, 200)}`
  if (/\n|\p{Surrogate}/u.test(message))
    return `a line break or half of a character: ${JSON.stringify(message.slice(0, 400))}`
  return null
}
