import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// A broker starts, works and writes tens of megabytes.
vi.setConfig({ testTimeout: 150_000 })

const cache = 'jvm-test.aot'
let folder = ''

/** A project of its own, on the packages and jars of this one, without a cache. */
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab jvm-'))
  fs.cpSync('environment', path.join(folder, 'environment'), { recursive: true })
  fs.mkdirSync(path.join(folder, '.lab', 'kafka'), { recursive: true })
  for (const name of ['node_modules', '.venv', path.join('.lab', 'kafka', 'jars')]) {
    fs.symlinkSync(path.resolve(name), path.join(folder, name))
  }
  const home = JSON.parse(fs.readFileSync('.lab/kafka.json', 'utf8')) as { bootstrapCheckpoint: string }
  fs.copyFileSync(home.bootstrapCheckpoint, path.join(folder, home.bootstrapCheckpoint))
  fs.writeFileSync(
    path.join(folder, '.lab', 'kafka.json'),
    JSON.stringify({ ...home, jvmCache: `.lab/kafka/${cache}` }),
  )
  fs.writeFileSync(path.join(folder, '.lab', 'kafka', 'jvm-cache.log'), '')
})

afterEach(() => fs.rmSync(folder, { recursive: true }))

/** Starts the training and waits until its broker runs; `end` brings its exit code and signal. */
async function train(): Promise<{
  training: string
  kill: (signal: NodeJS.Signals) => void
  end: Promise<unknown[]>
  output: () => string
}> {
  const child = spawn(process.execPath, ['environment/jvm-cache.mjs'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  const end = once(child, 'exit')
  let training = 'no training yet'
  const started = (): boolean => {
    training = left().find((name) => name.startsWith('training-')) ?? training
    return processes(training).some((line) => line.includes(`${training}/server.properties`))
  }
  await vi.waitUntil(started, { timeout: 60_000 })
  return { training, kill: (signal) => child.kill(signal), end, output: () => output }
}

const left = (): string[] => fs.readdirSync(path.join(folder, '.lab', 'kafka')).sort()

/** The command lines of what a training started: the broker's names the training's folder, the others name this project's. */
function processes(training: string): string[] {
  const table = execFileSync('ps', ['-A', '-ww', '-o', 'stat=,args='], { encoding: 'utf8' })
  const running = table.split('\n').filter((line) => !line.startsWith('Z'))
  return running.filter((line) => line.includes(`${training}/`) || line.includes(`${folder}/`))
}

test.skipIf(process.platform === 'win32')(
  'it makes a cache that java accepts, and leaves nothing else',
  async () => {
    const { training, end, output } = await train()
    expect(await end).toEqual([0, null])
    expect(output()).toMatch(/^\.lab\/kafka\/jvm-test\.aot is made\.\n$/m)
    expect(left()).toEqual(['bootstrap-4.2.0.checkpoint', 'jars', 'jvm-cache.log', cache])
    const args = [
      '@environment/kafka/jvm.options',
      '-XX:AOTMode=on',
      `-XX:AOTCache=.lab/kafka/${cache}`,
      '-cp',
    ]
    const home = JSON.parse(fs.readFileSync(path.join(folder, '.lab', 'kafka.json'), 'utf8')) as {
      java: string
      classPath: string[]
    }
    const version = [...args, home.classPath.join(path.delimiter), '--version']
    expect(execFileSync(path.join(folder, home.java), version, { cwd: folder, encoding: 'utf8' })).toContain(
      'openjdk 25',
    )
    await vi.waitUntil(() => processes(training).length === 0, { timeout: 10_000 })
  },
)

test.skipIf(process.platform === 'win32')('killed at once, it leaves no broker and no folder', async () => {
  const { training, kill, end } = await train()
  expect(processes(training).length).toBeGreaterThan(1)
  kill('SIGKILL')
  expect(await end).toEqual([null, 'SIGKILL'])
  await vi.waitUntil(() => processes(training).length === 0, { timeout: 10_000 })
  await vi.waitUntil(() => !left().some((name) => name.startsWith('training-')), { timeout: 10_000 })
  expect(left()).not.toContain(cache)
})

test.skipIf(process.platform === 'win32')(
  'asked to end, it ends its broker, says so, and may be started again',
  async () => {
    const { kill, end, output } = await train()
    kill('SIGTERM')
    expect(await end).toEqual([0, null])
    expect(output()).toContain('.lab/kafka/jvm-test.aot was not made: ended by SIGTERM\n')
    expect(left()).toEqual(['bootstrap-4.2.0.checkpoint', 'jars', 'jvm-cache.log'])
  },
)
