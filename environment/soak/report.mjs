// @ts-check

/** @typedef {import('./walk.mjs').Entry} Entry */
/** A walk that was made. */
/** @typedef {{ lesson: string, seeds: number[], entries: Entry[] }} Walk */

const outcomes = /** @type {const} */ (['passed', 'refused', 'stopped', 'wrong'])

/**
 * @param {Entry} entry
 * @returns {string} like `14!128`: cell 14, the stop button after 128 ms; a disturbance by its name
 */
export function stepLine({ step }) {
  if ('disturbance' in step) return step.disturbance
  return step.interruptMs === null ? `${step.cell}` : `${step.cell}!${step.interruptMs}`
}

/**
 * @param {Walk} walk
 * @returns {string[]} what was wrong: the cell, the way to it and what it said, each ready to print
 */
export function wrongLines({ lesson, seeds, entries }) {
  return entries.flatMap((entry, at) => {
    if (entry.verdict.outcome !== 'wrong') return []
    const part = entry.ofRunAll ? ', from the top' : ''
    const way = entries
      .slice(Math.max(0, at - 12), at + 1)
      .map(stepLine)
      .join(' ')
    return [`${lesson}, seed ${seeds.join()}, cell ${stepLine(entry)}${part} (${way}): ${entry.verdict.said}`]
  })
}

/**
 * @param {readonly Walk[]} walks
 * @returns {string} a table: a line each lesson, with how many steps came to what
 */
export function table(walks) {
  const lessons = [...new Set(walks.map(({ lesson }) => lesson))].sort()
  const rows = lessons.map((lesson) => {
    const own = walks.filter((walk) => walk.lesson === lesson)
    const steps = own.flatMap(({ entries }) => entries)
    const counts = outcomes.map((name) => steps.filter(({ verdict }) => verdict.outcome === name).length)
    return [lesson, own.length, steps.length, ...counts]
  })
  return [['lesson', 'walks', 'steps', ...outcomes], ...rows]
    .map(
      ([name, ...numbers]) =>
        `${String(name).padEnd(28)}${numbers.map((each) => String(each).padStart(9)).join('')}`,
    )
    .join('\n')
}
