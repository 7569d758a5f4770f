// @ts-check
import { parseArgs } from 'node:util'
import { Unmet } from '../setup/unmet.mjs'

/**
 * What stands after `npm run bench --`: names of rows, where `start` means `start-three` too, or none for all; and --record.
 * @template {{ readonly name: string }} Row
 * @param {string[]} args
 * @param {readonly Row[]} all
 * @returns {{ rows: Row[], record: boolean }} the rows in their own order
 * @throws {Unmet} for a name that no row has, and for a record of some rows only
 */
export function benchOptions(args, all) {
  const { values, positionals } = parse(args)
  const isMeant = (/** @type {string} */ asked, /** @type {Row} */ { name }) =>
    name === asked || name.startsWith(`${asked}-`)
  const unknown = positionals.find((asked) => !all.some((row) => isMeant(asked, row)))
  if (unknown !== undefined)
    throw new Unmet(
      `Cannot measure '${unknown}': wanted some of ${all.map(({ name }) => name).join(', ')}, or nothing for all.`,
    )
  if (values.record && positionals.length > 0)
    throw new Unmet(
      `Cannot record ${positionals.join(', ')} alone: bench/README.md holds one whole run. Run npm run bench -- --record.`,
    )
  const rows = all.filter(
    (row) => positionals.length === 0 || positionals.some((asked) => isMeant(asked, row)),
  )
  return { rows, record: values.record }
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { record: { type: 'boolean', default: false } },
    })
  } catch (problem) {
    throw new Unmet(`${/** @type {Error} */ (problem).message} Wanted --record, and names of rows.`)
  }
}
