import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { dangling, folder, notebook, page, removeFolders, text } from './pages.js'

// A kernel starts in each, and in the first a Kafka too.
vi.setConfig({ testTimeout: 180_000 })
afterAll(removeFolders)

/** Runs npm run export's script to its end. */
async function exported(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(...args)
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)]
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: stdout(), stderr: stderr() }
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['environment/export.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

function read(stream: ChildProcess['stdout']): () => string {
  let all = ''
  stream?.setEncoding('utf8').on('data', (part: string) => (all += part))
  return () => all
}

/** A notebook of one's own. */
function own(name: string, ...cells: string[]): string {
  const file = path.join(folder(), `${name}.ipynb`)
  fs.writeFileSync(file, notebook([`# ${name}`, ...cells.map((code) => ({ code }))]))
  return file
}

const isThere = (pid: number) =>
  spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .replace(/^Z.*/, '') !== ''

test('a lesson becomes a page that is whole by itself and below 300 kB, and its notebook stays as it was', async () => {
  const file = 'notebooks/00-start-here.ipynb'
  const before = fs.readFileSync(file)
  const site = path.join(folder(), 'site')
  const { code, stdout } = await exported('--to', site, '00')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^1 lesson in \d+ s\. Open .*site\/index\.html in a browser\.\n$/)
  expect(fs.readFileSync(file)).toEqual(before)
  expect(fs.readdirSync(site).sort()).toEqual(['00-start-here.html', 'assets', 'index.html', 'pictures'])
  expect(dangling(site)).toEqual([])
  const lesson = page(site, '00-start-here')
  expect(lesson.querySelectorAll('.claims .holds')).toHaveLength(16)
  expect(lesson.querySelectorAll('.refuted, .error, .warning')).toHaveLength(0)
  expect(lesson.querySelectorAll('aside.exercise')).toHaveLength(2)
  expect(text(lesson.querySelector('.colophon'))).toMatch(
    /, with Apache Kafka 4\.2\.0, kafkajs 2\.2\.4, TypeScript 5\.0\.4, /,
  )
  expect(fs.statSync(path.join(site, '00-start-here.html')).size).toBeLessThan(300_000)
})

test('a false claim stops it with lesson, cell and claim, and leaves what was there', async () => {
  const good = "import { claim } from './src/index'\nclaim('one is one', 1, 1)"
  const file = own('falsehood', good, "\nclaim('two is three', 2, 3)", 'unreached')
  const to = folder()
  const { code, stdout, stderr } = await exported('--to', to, file)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(
    "Cannot export falsehood: its cell 2, which begins with `claim('two is three', 2, 3)`, failed. " +
      'Claim refuted: "two is three". Observed 2, wanted 3. If cells ran in another order, run the notebook from its first cell; ' +
      'if they did not, Kafka has just corrected the claim. Nothing was written.',
  )
  expect(fs.readdirSync(to)).toEqual([])
  expect(
    fs.readdirSync(path.dirname(to)).filter((name) => name.startsWith(`.${path.basename(to)}-`)),
  ).toEqual([])
})

test('Ctrl-C ends the kernel and leaves no half site', async () => {
  const parent = folder()
  const told = path.join(parent, 'pid')
  const file = own(
    'endless',
    `import { writeFileSync, renameSync } from 'node:fs'
writeFileSync(${JSON.stringify(`${told}-`)}, String(process.pid))
renameSync(${JSON.stringify(`${told}-`)}, ${JSON.stringify(told)})
await new Promise(() => {})`,
  )
  const child = start('--to', path.join(parent, 'site'), file)
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)]
  await vi.waitUntil(() => fs.existsSync(told) || child.exitCode !== null, {
    timeout: 120_000,
    interval: 100,
  })
  const kernel = Number(fs.readFileSync(told, 'utf8'))
  expect(isThere(kernel)).toBe(true)
  child.kill('SIGINT')
  expect(await once(child, 'close')).toEqual([130, null])
  expect(isThere(kernel)).toBe(false)
  expect(stdout()).toBe('')
  expect(stderr()).toMatch(/endless …\n$/)
  expect(fs.readdirSync(parent)).toEqual(['pid'])
})
