import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeLab, openLab } from '../../src/open-lab.js'
import { canTell, familyOf, type Listener, listenersOf, loopback } from './listeners.js'
import { endJupyterLab, startJupyterLab } from './started.js'

// JupyterLab and four Kafka processes take seconds to start.
vi.setConfig({ testTimeout: 120_000 })

const cannotTell = 'this machine has no /proc/net/tcp, by which to see who listens where'
const before = process.umask()

/** What is started hides nothing by the umask of whoever starts it. */
beforeEach(() => void process.umask(0))
afterEach(async () => {
  process.umask(before)
  await endJupyterLab()
})
afterAll(closeLab)

/** Those that somebody on another machine could reach. */
const exposed = (all: readonly Listener[]): Listener[] =>
  all.filter(({ address }) => !loopback.includes(address))

/** Files and folders below a folder, and itself. */
function below(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [folder, ...names.map((name) => path.join(folder, name))]
}

/** Whether somebody else may read it, or change it, were the folders above it open. */
const isOpen = (file: string): boolean => (fs.lstatSync(file).mode & 0o077) !== 0

test('JupyterLab and its kernels listen on the loopback address only, and what they keep is their owner’s', async ({
  skip,
}) => {
  if (!canTell) skip(cannotTell)
  const { child, address } = await startJupyterLab()
  const { searchParams } = address
  const kernel = await fetch(new URL('/api/kernels', address), {
    method: 'POST',
    headers: { authorization: `token ${searchParams.get('token')}` },
  })
  expect(kernel.status).toBe(201)
  const ports = await vi.waitUntil(
    () => {
      const all = listenersOf(familyOf(child.pid ?? 0))
      return all.length >= 6 ? all : null
    },
    { timeout: 60_000, interval: 100 },
  )
  expect(ports.map(({ port }) => port)).toContain(Number(address.port))
  expect(ports.filter(({ command }) => command.includes('launcher.cjs')).length).toBeGreaterThanOrEqual(5)
  expect(exposed(ports)).toEqual([])

  expect((await fetch(new URL('/api/kernels', address))).status).toBe(403)
  const token = searchParams.get('token') ?? ''
  const wrong = `token ${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`
  expect((await fetch(new URL('/api/kernels', address), { headers: { authorization: wrong } })).status).toBe(
    403,
  )

  expect(isOpen('.lab')).toBe(false)
  const runtime = fs.readdirSync('.lab/jupyter/runtime').map((name) => `.lab/jupyter/runtime/${name}`)
  const secret = runtime.filter((file) => /(kernel|jpserver)-.*\.json$|cookie_secret/.test(file))
  expect(secret.length).toBeGreaterThanOrEqual(2)
  expect([...secret, '.lab/jupyter/token', '.lab/jupyterlab.log'].filter(isOpen)).toEqual([])
})

test('a lab with three brokers, their controller and the share process listens on the loopback address only, in a folder of its owner’s', async ({
  skip,
}) => {
  if (!canTell) skip(cannotTell)
  const lab = await openLab({ brokers: 3 })
  await lab.provision([{ topic: 'orders' }])
  await (await lab.joinShare('packing', 'orders')).leave()
  const ports = listenersOf(familyOf(process.pid))
  const kafka = ports.filter(({ command }) => /kafka\.Kafka|java/.test(command))
  expect(kafka.length).toBeGreaterThanOrEqual(4)
  expect(exposed(ports)).toEqual([])

  const [own] = fs
    .readdirSync('.lab/clusters')
    .filter((name) => name.startsWith(`${process.pid}-`))
    .map((name) => `.lab/clusters/${name}`)
  expect(own).toBeDefined()
  expect(isOpen(own ?? '')).toBe(false)
  const logs = below(own ?? '').filter((file) => file.endsWith('kafka.log'))
  expect(logs.length).toBe(4)
  expect(logs.filter(isOpen)).toEqual([])
})

test('a socket that is open to the network is seen', async ({ skip }) => {
  if (!canTell) skip(cannotTell)
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  try {
    const { port } = server.address() as { port: number }
    const seen = exposed(listenersOf([process.pid]))
    expect(seen.map((each) => each.port)).toContain(port)
  } finally {
    server.close()
  }
})
