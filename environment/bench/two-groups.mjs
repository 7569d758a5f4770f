// @ts-check
/** @typedef {import('../soak/lesson.mjs').CodeCell} CodeCell */

/** The first cell of lesson 02 that python/two_groups.py does not do: with it the story of two groups is over. */
const beyond = "topic: 'orders'"

/**
 * The cells of lesson 02 that prove what two groups are to each other, from its first to the reset of a group.
 * @param {readonly CodeCell[]} cells those of the lesson
 * @returns {CodeCell[]}
 */
export function proofOf(cells) {
  const end = cells.findIndex(({ source }) => source.includes(beyond))
  if (end > 0) return cells.slice(0, end)
  throw new Error(
    `Cannot tell which cells of lesson 02 are the proof: wanted a cell with \`${beyond}\` after them, found none. ` +
      'Say in environment/bench/two-groups.mjs where the proof ends now, and let python/two_groups.py do the same.',
  )
}
