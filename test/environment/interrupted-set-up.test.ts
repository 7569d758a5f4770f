import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { filesIn } from '../repository/source.js'

// A whole set-up, which downloads what the caches of npm and pip do not have.
vi.setConfig({ testTimeout: 600_000 })

let clone = ''
const there = (...parts: string[]): boolean => existsSync(path.join(clone, ...parts))
const entries = (...parts: string[]): number =>
  there(...parts) ? readdirSync(path.join(clone, ...parts)).length : 0
const sitePackages = (): string => {
  const [python = ''] = there('.venv', 'lib') ? readdirSync(path.join(clone, '.venv', 'lib')) : []
  return path.join('.venv', 'lib', python, 'site-packages')
}

/** What set-up is at when it is killed: its line for the step, and how far the step has come. */
const moments: readonly (readonly [string, () => boolean])[] = [
  ['Installing the npm packages', () => entries('node_modules') > 20],
  ['Making .venv', () => there('.venv', 'pyvenv.cfg')],
  ['Installing JupyterLab', () => entries(sitePackages()) > 40],
  ['Fetching Apache Kafka', () => there('.lab', 'kafka', 'jgo')],
  [
    'Preparing the storage format',
    () => readdirSync(path.join(clone, '.lab', 'kafka')).some((name) => name.startsWith('format-')),
  ],
]

/** The processes that have the clone in their command. */
function running(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes(clone)).map((line) => Number.parseInt(line, 10))
}

/** Set-up as npm test does it, which does not wait for the JVM cache. */
const program = "const { setUp } = await import('./environment/setup.mjs'); (await setUp()).endTraining()"

/** Runs set-up in the clone, and kills it and all that it has started when `until` says so; comes back with what it printed. */
async function setUp(
  until: (said: string) => boolean = () => false,
): Promise<{ said: string; code: unknown }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text))
  const looking = setInterval(() => {
    if (until(said)) process.kill(-(child.pid as number), 'SIGKILL')
  }, 5)
  const [code] = await once(child, 'close')
  clearInterval(looking)
  return { said, code }
}

// It takes more than a minute and all downloads once more: only where a machine does it.
describe.runIf(process.env.CI === 'true' && process.platform !== 'win32')('set-up that is killed', () => {
  beforeAll(() => {
    clone = mkdtempSync(path.join(tmpdir(), 'lab set-up '))
    for (const file of filesIn('')) cpSync(file, path.join(clone, file))
  })
  afterAll(async () => {
    // The cells of the notebooks are compiled in the background.
    for (const pid of running()) process.kill(pid)
    await vi.waitUntil(() => running().length === 0, { timeout: 60_000, interval: 100 })
    rmSync(clone, { recursive: true, force: true })
  }, 90_000)

  test('at each of its steps, and run again each time: it goes on, and in the end everything is there', async () => {
    for (const [line, come] of moments) {
      const { said, code } = await setUp((now) => now.includes(line) && come())
      expect({ line, said, code }).toEqual({ line, said: expect.stringContaining(line), code: null })
    }
    const last = await setUp()
    expect(last).toEqual({ said: expect.stringMatching(/Set up in \d+ s\.\n$/), code: 0 })
    expect(await setUp()).toEqual({ said: '', code: 0 })
    expect(readdirSync(path.join(clone, '.lab', 'kafka')).sort()).toEqual(
      expect.arrayContaining(['bootstrap-4.2.0.checkpoint', 'jars']),
    )
    const versions = execFileSync(path.join(clone, '.venv', 'bin', 'jupyter'), ['--version'], {
      encoding: 'utf8',
    })
    expect(versions).toContain('jupyterlab       : 4.')
    const { version } = JSON.parse(readFileSync(path.join(clone, '.lab', 'kafka.json'), 'utf8'))
    expect(version).toBe('4.2.0')
  })
})
