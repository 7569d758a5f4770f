// @ts-check
// npm test: sets up what is missing, then type check, lint and format, and vitest with whatever arguments follow `npm test --`.
// Its last line is the count: `N passed, N failed`.
import fs from 'node:fs'
import { inLab, inProject } from './setup/project.mjs'
import { whenStarterIsGone } from './setup/starter.mjs'
import { asCommand } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'
import { addUp, countLine, readCounts } from './test/counts.mjs'
import { runWhole } from './test/whole.mjs'

const report = inLab('test-report.json')
const tsc = inProject('node_modules', '@tslab', 'typescript-for-tslab', 'bin', 'tsc')
const biome = inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome')
const vitest = inProject('node_modules', 'vitest', 'vitest.mjs')

await asCommand(async () => {
  whenStarterIsGone(() => process.kill(process.pid, 'SIGTERM'))
  const { endTraining } = await setUp()
  process.once('exit', endTraining)
  // Biome's cache otherwise goes to the reader's home.
  const env = { ...process.env, XDG_CACHE_HOME: inLab('cache') }
  const checks = [
    { title: 'Type check', args: [tsc, '-p', 'tsconfig.json'] },
    {
      title: 'Lint and format',
      args: [biome, 'check', '--config-path=environment', '--error-on-warnings', '.'],
    },
  ]
  const counts = []
  for (const { title, args } of checks) {
    console.log(`\n${title}`)
    const code = await node(args, env)
    console.log(code === 0 ? `${title}: passed` : `${title}: failed`)
    counts.push({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
  }
  console.log('\nTests')
  fs.rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const config = ['--config', 'test/vitest.config.ts', '--root', '.']
  const code = await node([vitest, 'run', ...config, ...reporters, ...process.argv.slice(2)], process.env)
  counts.push(readCounts(report, code))
  const sum = addUp(counts)
  console.log(`\n${countLine(sum)}`)
  process.exitCode = sum.failed > 0 ? 1 : 0
})

/**
 * Runs a Node.js program on this terminal; one that a signal ended ends this command too.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function node(args, env) {
  const code = await runWhole(process.execPath, args, env)
  if (code > 128) process.exit(code)
  return code
}
