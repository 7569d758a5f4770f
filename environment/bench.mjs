// @ts-check
// npm run bench [row …]: measures this lab beside what people would use in its place, in turns, and prints medians, spreads, ratios.
// With --record the run goes to bench/, otherwise to .lab/bench/.
import fs from 'node:fs'
import { Kit } from './bench/kit.mjs'
import { lastMedians } from './bench/last-run.mjs'
import { thisMachine } from './bench/machine.mjs'
import { measureRow } from './bench/measure.mjs'
import { benchOptions } from './bench/options.mjs'
import { drawRun } from './bench/picture.mjs'
import { withRun } from './bench/readme.mjs'
import { resultLine, table } from './bench/report.mjs'
import { rows as all } from './bench/rows.mjs'
import { inLab, inProject, root } from './setup/project.mjs'
import { whenStarterIsGone } from './setup/starter.mjs'
import { asCommand } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'

await asCommand(async () => {
  const { rows, record } = benchOptions(process.argv.slice(2), all)
  process.chdir(root)
  const { ready } = await setUp()
  await ready()
  // What was started ends by its supervisors when this process does.
  const signals = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code))
  whenStarterIsGone(() => process.exit(1))
  const kit = new Kit()
  const before = lastMedians()
  const results = []
  try {
    for (const row of rows) {
      process.stderr.write(`${row.name}: ${row.what} …\n`)
      results.push(await measureRow(row, kit, before.get(row.name)))
      process.stderr.write(`  ${resultLine(/** @type {any} */ (results.at(-1)))}\n`)
    }
    const run = { machine: thisMachine(), results }
    const readme = record ? withRun(fs.readFileSync(inProject('bench', 'README.md'), 'utf8'), run) : null
    const folder = record ? inProject('bench') : inLab('bench')
    fs.writeFileSync(`${folder}/results.json`, `${JSON.stringify(run, null, 2)}\n`)
    fs.writeFileSync(`${folder}/results.svg`, await drawRun(run, await kit.module('charts/render.js')))
    if (readme !== null) fs.writeFileSync(`${folder}/README.md`, readme)
  } finally {
    await kit.close()
  }
  console.log(table(results))
  if (results.some((result) => 'failed' in result)) process.exitCode = 1
})
