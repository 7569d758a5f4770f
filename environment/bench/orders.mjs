// @ts-check

/** How messages are shaped: so many bytes of JSON each, in so many partitions. */
/** @typedef {{ bytes: number, partitions: number, count: number }} Shape */

/**
 * The shapes that throughput is measured with. Each is some tenths of a second to a few seconds of work.
 * @type {readonly Shape[]}
 */
export const shapes = [100, 1_000].flatMap((bytes) =>
  [1, 5].map((partitions) => ({ bytes, partitions, count: bytes === 100 ? 200_000 : 60_000 })),
)

/**
 * The shape in the name of a row: 100b-5p.
 * @param {Shape} shape
 */
export function shapeName({ bytes, partitions }) {
  return `${bytes === 1_000 ? '1kb' : `${bytes}b`}-${partitions}p`
}

/**
 * The shape in words.
 * @param {Shape} shape
 */
export function shapeInWords({ bytes, partitions, count }) {
  const size = bytes === 1_000 ? '1 kB' : `${bytes} B`
  const where = partitions === 1 ? 'in 1 partition' : `in ${partitions} partitions`
  return `${count.toLocaleString('en-US')} messages of ${size} ${where}`
}

/**
 * Messages whose values are JSON of just so many bytes.
 * @param {{ bytes: number, count: number }} shape
 */
export function orders({ bytes, count }) {
  return Array.from({ length: count }, (_, id) => {
    const text = 'x'.repeat(bytes - JSON.stringify({ id, text: '' }).length)
    return { key: `user-${id % 500}`, value: { id, text } }
  })
}
