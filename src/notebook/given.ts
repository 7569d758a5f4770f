/**
 * States what the claims of a cell build on, for readers who run cells in another order: when it does not hold, the
 * cell ends with a sentence that names the cell to run first, in place of a claim about something else. It judges nothing
 * about Kafka: what a lesson wants to show is a `claim`.
 *
 *     given(log.end === 10, 'that makes demo-topic fresh')
 *
 * Throws that sentence when `holds` is false, and a TypeError when it is no boolean, which would hold by accident.
 */
export function given(holds: boolean, cell: string): void {
  if (typeof holds !== 'boolean')
    throw new TypeError(
      `Cannot say whether the cell ${cell} has run: wanted true or false, found ${typeof holds}. Compare two values, or write \`await\` before what is asked.`,
    )
  if (!holds)
    throw new Error(
      `This cell builds on another one, and cells have run in another order: first run the cell ${cell}, and those between the two.`,
    )
}
