// @ts-check
// npm run bench [row …]: measures this lab beside what people would use in its place, in turns, and prints medians, spreads, ratios.
import { Kit } from './bench/kit.mjs'
import { measureRow } from './bench/measure.mjs'
import { table } from './bench/report.mjs'
import { groupRows } from './bench/rows/group.mjs'
import { startRows } from './bench/rows/start.mjs'
import { asCommand, Unmet } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'

const rows = [...startRows, ...groupRows]

await asCommand(async () => {
  const asked = process.argv.slice(2)
  const isMeant = (/** @type {string} */ name, /** @type {string} */ row) =>
    row === name || row.startsWith(`${name}-`)
  const unknown = asked.find((name) => !rows.some((row) => isMeant(name, row.name)))
  if (unknown !== undefined)
    throw new Unmet(
      `Cannot measure '${unknown}': wanted some of ${rows.map(({ name }) => name).join(', ')}, or nothing for all.`,
    )
  const { endTraining } = await setUp()
  endTraining()
  const kit = new Kit()
  const results = []
  try {
    for (const row of rows.filter(
      (row) => asked.length === 0 || asked.some((name) => isMeant(name, row.name)),
    )) {
      process.stderr.write(`${row.name} …\n`)
      results.push(await measureRow(row, kit))
    }
  } finally {
    await kit.close()
  }
  console.log(table(results))
})
