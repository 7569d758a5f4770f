// @ts-check

/** Numbers from a seed: the same seed, the same numbers, on every machine. */
/** @typedef {{ below(count: number): number, share(): number, chance(share: number): boolean, oneOf<T>(values: readonly T[]): T }} Random */

/**
 * Numbers that a seed and a text decide, by mulberry32 (Tommy Ettinger): good enough to walk, and eight lines.
 * @param {number} seed
 * @param {string} text so that two lessons walk differently from one seed
 * @returns {Random}
 */
export function randomFrom(seed, text) {
  let state = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed | 0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (/** @type {number} */ count) => Math.floor(next() * count)
  return {
    below,
    share: next,
    chance: (share) => next() < share,
    oneOf: (values) => values[below(values.length)] ?? fail(),
  }
}

/** @returns {never} */
function fail() {
  throw new RangeError('Cannot choose one of no values: wanted at least one.')
}
