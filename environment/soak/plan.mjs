// @ts-check
import { randomFrom } from './random.mjs'

/**
 * A step of a walk: a cell to run, by its place in the notebook, with the stop button after so many ms when it has not ended
 * by then; or a disturbance, by its name.
 */
/** @typedef {{ cell: number, interruptMs: number | null } | { disturbance: string }} Step */
/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {{ steps: number, disturbances?: readonly string[] }} WalkOptions */

/** How often the stop button is pressed, and when: most cells take less than a second. */
const interrupts = 0.2
const soonest = 2
const doublings = 11

/**
 * So many steps before all is run from the top, nothing is stopped or disturbed: a stop that comes late is mostly spent by
 * then, and a kernel has heard that its Kafka was killed.
 */
const calm = 3

/** How often a reader does something rougher than running a cell. */
const disturbed = 0.06

/** Where a reader goes from a cell, and how often: mostly on, sometimes the same again, back a little, past some, anywhere. */
const moves = [
  { share: 0.5, by: () => 1 },
  { share: 0.12, by: () => 0 },
  { share: 0.18, by: (/** @type {Random} */ random) => -1 - random.below(5) },
  { share: 0.1, by: (/** @type {Random} */ random) => 2 + random.below(3) },
  { share: 0.1, by: (/** @type {Random} */ random, /** @type {number} */ count) => random.below(count) },
]

/**
 * What a reader does who runs cells as they come: the opening cell first, then `steps` cells in no order, often the next,
 * sometimes the same, some of them stopped, and at last all from the top.
 * @param {import('./lesson.mjs').Lesson} lesson
 * @param {readonly number[]} seeds the same seeds, the same walk; a second one goes on in the kernel of the first
 * @param {WalkOptions} options `steps` for each seed; `disturbances` are mixed in, none by default
 * @returns {{ walk: Step[], runAll: Step[] }}
 */
export function planWalk({ name, cells }, seeds, { steps, disturbances = [] }) {
  const cellAt = (/** @type {number} */ at) => cells[at]?.index ?? 0
  const walk = seeds.flatMap((seed) => {
    const random = randomFrom(seed, name)
    let at = 0
    const made = Array.from({ length: steps }, (_, step) => {
      const isCalm = step >= steps - calm
      if (disturbances.length > 0 && random.chance(disturbed) && !isCalm)
        return { disturbance: random.oneOf(disturbances) }
      at = (at + moveOf(random, cells.length) + cells.length) % cells.length
      const isStopped = random.chance(interrupts) && !isCalm
      return { cell: cellAt(at), interruptMs: isStopped ? soonest * 2 ** random.below(doublings) : null }
    })
    return [{ cell: cellAt(0), interruptMs: null }, ...made]
  })
  return { walk, runAll: cells.map(({ index }) => ({ cell: index, interruptMs: null })) }
}

/**
 * @param {Random} random
 * @param {number} count of cells
 */
function moveOf(random, count) {
  const where = random.share()
  let sum = 0
  const move = moves.find(({ share }) => {
    sum += share
    return where < sum
  })
  return (move ?? moves[0])?.by(random, count) ?? 1
}
