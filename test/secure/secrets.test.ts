import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { folder, notebook, removeFolders } from '../environment/export/pages.js'
import type { Execution } from '../kernel/messages.js'
import { type Kernel, startKernel } from '../kernel/session.js'
import { loginAs, onSecure, users, type Ways } from './on-secure.js'

vi.setConfig({ testTimeout: 300_000 })
const secure = onSecure()
let kernel: Kernel | null = null

afterEach(() => kernel?.stop())
afterAll(removeFolders)

/** What must be nowhere: the password, as it is and as PLAIN sends it, and a line of the client's key. */
let secrets: readonly string[]
beforeAll(() => {
  const password = users.maria?.password ?? ''
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '')
  const [, line = ''] = fs.readFileSync(secure.broker.files.key, 'utf8').split('\n')
  secrets = [password, base64(password), base64(`\0maria\0${password}`), line]
  expect(secrets.map(({ length }) => length > 15)).toEqual([true, true, true, true])
})

/** By PLAIN, which sends the password itself, and with a certificate beside. */
const ways = (): Ways => ({
  ...loginAs(secure.broker, 'maria', 'plain'),
  KAFKA_TLS_CERT: secure.broker.files.certificate,
  KAFKA_TLS_KEY: secure.broker.files.key,
  LAB_LOG: 'debug',
})

/** Which of the secrets a text holds, by their numbers. */
const foundIn = (text: string): number[] =>
  secrets.flatMap((secret, at) => (text.includes(secret) ? [at] : []))

const story = [
  `import { openLab, show, charts } from './src/index'
import { inspect } from 'node:util'
const lab = await openLab()
await lab.provision([{ topic: 'orders' }], { fresh: true })
await lab.produce('orders', [{ value: 1 }, { value: 2 }])`,
  `const c1 = await lab.join('A', 'orders', { fresh: true })
await c1.ack(await c1.receive())
const packer = await lab.joinShare('packing', 'orders', { fresh: true })
await packer.acquire()`,
  `console.log(JSON.stringify(lab.timeline()))
await show(charts.offsets(await lab.observe()), charts.rebalance(lab.timeline({ group: 'A' })))
lab`,
  `const state = await (globalThis as any)[Symbol.for('kafka-groups-lab.state')]
console.log(inspect(state, { depth: 20, maxArrayLength: null }))
console.log(JSON.stringify(state.connection.cluster))`,
  "await lab.produce('misspelt', { value: 1 })",
  `import { closeLab } from './src/open-lab'
process.env.KAFKA_SASL_USERNAME = 'otto'
await closeLab()
await openLab()`,
]

test.skipIf(process.platform !== 'linux')(
  'no cell, log, picture, state or list of processes shows the password or the key; who looks where they are finds them',
  async () => {
    kernel = await startKernel({ env: { ...ways() } })
    const runs: Execution[] = []
    let seen = { commands: '', children: '' }
    for (const code of story) {
      runs.push(await kernel.execute(code, { timeoutMs: 150_000 }))
      if (code.includes('joinShare'))
        seen = { commands: commandLinesBut(kernel.parentPid), children: environmentsBelow(kernel.pid) }
    }
    expect(runs.map(({ error }) => error?.ename ?? 'ok')).toEqual(['ok', 'ok', 'ok', 'ok', 'Error', 'Error'])
    expect(runs.at(-1)?.error?.evalue).toContain("as 'otto' with PLAIN: its brokers refuse")
    const shown = JSON.stringify(runs) + kernel.processOutput()
    // kafkajs did log, and Java does run.
    expect(shown).toContain('SaslAuthenticate')
    expect(seen.commands).toContain('share-members.js')
    expect(seen.children).toContain('KAFKA_SASL_USERNAME=maria')
    expect([foundIn(shown), foundIn(seen.commands), foundIn(seen.children)]).toEqual([[], [], []])
    expect(seen.children).not.toMatch(/KAFKA_SASL_PASSWORD|KAFKA_TLS_KEY/)
    // The search finds them where they may be: in the environment of the kernel, and in what a cell prints on purpose.
    expect(foundIn(environmentOf(kernel.pid))).toEqual([0])
    const asked = await kernel.execute('console.log(process.env.KAFKA_SASL_PASSWORD)')
    expect(foundIn(asked.text)).toEqual([0])
  },
)

test('nor does a page of npm run export', async () => {
  const file = path.join(folder(), 'secure.ipynb')
  const site = path.join(folder(), 'site')
  fs.writeFileSync(file, notebook(['# Secure', ...story.slice(0, 4).map((code) => ({ code }))]))
  const child = spawn(process.execPath, ['environment/export.mjs', '--to', site, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ways() },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part
    })
  expect([(await once(child, 'close'))[0], said]).toEqual([0, expect.stringContaining('1 lesson in')])
  const pages = fs
    .readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(site, name))
    .filter((each) => fs.statSync(each).isFile())
    .map((each) => fs.readFileSync(each, 'latin1'))
    .join('\n')
  expect(pages).toContain(secure.broker.at.LOGIN)
  expect(foundIn(pages + said)).toEqual([])
})

/** The arguments of every process but one, the test's own stand-in for a Jupyter server, which is told all by them. */
function commandLinesBut(driver: number): string {
  return pids()
    .filter((pid) => pid !== driver)
    .map((pid) => read(`/proc/${pid}/cmdline`))
    .join('\n')
}

/** The environments of all processes below one, and not its own. */
function environmentsBelow(parent: number): string {
  const parents = new Map(
    pids().map((pid) => [pid, Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0)]),
  )
  const isBelow = (pid: number): boolean => {
    const above = parents.get(pid) ?? 0
    return above === parent || (above > 1 && isBelow(above))
  }
  return [...parents.keys()].filter(isBelow).map(environmentOf).join('\n')
}

function environmentOf(pid: number): string {
  return read(`/proc/${pid}/environ`).replaceAll('\0', '\n')
}

function pids(): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** '' for a process that has just ended, and for one of somebody else. */
function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
