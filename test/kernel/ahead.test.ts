import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, expect, test, vi } from 'vitest'
import { isAlive, untilGone } from './processes.js'
import { type Kernel, startKernel } from './session.js'

const { offerAhead } = createRequire(import.meta.url)('../../environment/kernel/ahead.cjs') as {
  offerAhead(load: () => unknown, warmUp: () => void): void
}

const clusters = '.lab/clusters'
const started: Kernel[] = []

async function start(env: Record<string, string> = {}): Promise<Kernel> {
  const kernel = await startKernel({ env: { LAB_AHEAD: '1', ...env } })
  started.push(kernel)
  return kernel
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((kernel) => kernel.stop()))
})

/** The folders of a kernel's clusters. */
const foldersOf = ({ pid }: Kernel): string[] =>
  existsSync(clusters) ? readdirSync(clusters).filter((name) => name.startsWith(`${pid}-`)) : []

/** The processes of Kafka that a kernel has. */
const brokersOf = (kernel: Kernel): number[] =>
  foldersOf(kernel).flatMap((folder) => {
    const record = JSON.parse(readFileSync(`${clusters}/${folder}/owner.json`, 'utf8')) as {
      brokers: { pid: number }[]
    }
    return record.brokers.map(({ pid }) => pid)
  })

/** The one broker of a kernel, when it is there. */
const broker = (kernel: Kernel): Promise<number> =>
  vi.waitFor(
    () => {
      const [pid, ...others] = brokersOf(kernel)
      if (pid === undefined || others.length > 0) throw new Error('There is not one broker.')
      return pid
    },
    { timeout: 30_000, interval: 20 },
  )

const open = "import { openLab } from './src/index'\nconst lab = await openLab()"

test('a kernel that is idle has a Kafka, which openLab() gives out once', async () => {
  const kernel = await start()
  const ahead = await broker(kernel)
  const { text, error } = await kernel.execute(open)
  expect(error).toBeNull()
  expect(text).toMatch(/^Apache Kafka 4\.2\.0, 1 broker at 127\.0\.0\.1:\d+, ready in \d+\.\d s\n$/)
  expect(brokersOf(kernel)).toEqual([ahead])
  await kernel.execute("import { closeLab } from './src/open-lab'\nawait closeLab()")
  expect([isAlive(ahead), foldersOf(kernel)]).toEqual([false, []])
  expect((await kernel.execute('const again = await openLab()')).text).toMatch(/, ready in /)
  expect(await broker(kernel)).not.toBe(ahead)
})

test('nothing of it shows in cells, and a cell that comes at once does not wait for it', async () => {
  const kernel = await start()
  const first = await kernel.execute('const startAhead = 1\nconsole.log(startAhead)')
  expect([first.text, first.reply.execution_count]).toEqual(['1\n', 1])
  await broker(kernel)
  const second = await kernel.execute('startAhead')
  expect([second.text, second.reply.execution_count, second.error]).toEqual(['1\n', 2, null])
  expect((await kernel.execute('closeLab')).error?.ename).toBe('TypeScript')
})

test.each(['shutdown', 'kill9'] as const)('%s without a lab leaves neither Kafka nor folder', async (end) => {
  const kernel = await start()
  const ahead = await broker(kernel)
  await kernel[end]()
  await untilGone(ahead)
  await vi.waitFor(() => expect(foldersOf(kernel)).toEqual([]), { timeout: 10_000, interval: 20 })
})

test('a lab with three brokers, and one on another Kafka, end it', async () => {
  const [three, another] = await Promise.all([start(), start()])
  const ahead = [await broker(three), await broker(another)]
  const { error } = await three.execute(open.replace('()', '({ brokers: 3 })'), { timeoutMs: 60_000 })
  expect(error).toBeNull()
  expect(brokersOf(three)).toHaveLength(4)
  const refused = await another.execute(`process.env.KAFKA_BROKERS = '127.0.0.1:1'\n${open}`)
  expect(refused.error?.evalue).toContain('127.0.0.1:1')
  expect(ahead.filter(isAlive)).toEqual([])
})

test('one that has ended meanwhile is replaced', async () => {
  const kernel = await start()
  const ahead = await broker(kernel)
  process.kill(ahead, 'SIGKILL')
  await untilGone(ahead)
  expect((await kernel.execute(open)).text).toMatch(/, ready in /)
  expect(await broker(kernel)).not.toBe(ahead)
})

test('KAFKA_BROKERS and LAB_AHEAD=0 keep it from being started', async () => {
  const [external, off] = await Promise.all([
    start({ KAFKA_BROKERS: '127.0.0.1:1' }),
    start({ LAB_AHEAD: '0' }),
  ])
  // A third kernel, begun after them, says when theirs would be there.
  await broker(await start())
  for (const kernel of [external, off]) {
    expect((await kernel.execute('1')).error).toBeNull()
    expect(foldersOf(kernel)).toEqual([])
  }
})

test('a cell that waits for what the kernel does by itself is stopped with it', async () => {
  const hooks = new Set<() => void>()
  vi.stubGlobal(Symbol.for('kafka-groups-lab.onInterrupt') as unknown as string, hooks)
  vi.stubEnv('LAB_AHEAD', '1')
  const ran: unknown[] = []
  const ends: (() => void)[] = []
  class Handler {
    executor = {
      stopNext: false,
      execute: () =>
        new Promise<void>((resolve) => {
          ends.push(resolve)
        }),
    }
    handleKernel(): void {}
    async handleExecute(cell: string): Promise<void> {
      ran.push([cell, this.executor.stopNext])
      this.executor.stopNext = false
    }
  }
  offerAhead(
    () => ({ JupyterHandlerImpl: Handler }),
    () => {},
  )
  const handler = new Handler()
  handler.handleKernel()
  await vi.waitFor(() => expect(ends).toHaveLength(1))
  const cell = handler.handleExecute('stopped')
  for (const hook of hooks) hook()
  for (const end of ends) end()
  await cell
  await handler.handleExecute('next')
  expect(ran).toEqual([
    ['stopped', true],
    ['next', false],
  ])
  expect(hooks.size).toBe(0)
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})
