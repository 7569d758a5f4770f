import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { freePort, keptToken } from '../../environment/jupyterlab/address.mjs'
import { openBrowser } from '../../environment/jupyterlab/browser.mjs'
import { jupyterEnvironment } from '../../environment/jupyterlab/environment.mjs'
import { startOnFreePort } from '../../environment/jupyterlab/server.mjs'
import { endJupyterLab, startJupyterLab } from './started.js'

// JupyterLab takes seconds to start.
vi.setConfig({ testTimeout: 120_000 })

afterEach(endJupyterLab)

/** JupyterLab's process ids: those whose parent is this one. */
function childrenOf(pid: number | undefined): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child ?? 0)
}

function isThere(pid: number): boolean {
  return (
    spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .replace(/^Z.*/, '') !== ''
  )
}

test('JupyterLab answers with the token only, offers our kernel only, and Ctrl-C ends it without a word', async () => {
  const { child, output, address } = await startJupyterLab()
  expect(output()).toMatch(
    /^\nJupyterLab: http:\/\/127\.0\.0\.1:\d+\/lab\/tree\/README\.md\?token=[0-9a-f]{48}\nCtrl-C here ends it\. Its log is \.lab\/jupyterlab\.log\.\n$/m,
  )
  expect((await fetch(address)).status).toBe(200)
  expect((await fetch(new URL('/api/contents', address))).status).toBe(403)
  const kernels = await fetch(new URL(`/api/kernelspecs${address.search}`, address))
  expect(await kernels.json()).toMatchObject({
    default: 'tslab',
    kernelspecs: { tslab: { spec: { display_name: 'TypeScript', language: 'typescript' } } },
  })
  expect(
    Object.keys(
      (
        (await (await fetch(new URL(`/api/kernelspecs${address.search}`, address))).json()) as {
          kernelspecs: object
        }
      ).kernelspecs,
    ),
  ).toEqual(['tslab'])

  const servers = childrenOf(child.pid)
  const before = output()
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(output()).toBe(before)
  expect(servers).not.toEqual([])
  expect(servers.filter(isThere)).toEqual([])
})

test('JupyterLab ends too when what started it is killed', async () => {
  const { child, address } = await startJupyterLab()
  const servers = childrenOf(child.pid)
  expect(servers).not.toEqual([])
  child.kill('SIGKILL')
  await vi.waitUntil(() => !servers.some(isThere), { timeout: 30_000, interval: 100 })
  await expect(fetch(address)).rejects.toThrowError('fetch failed')
})

test('a port that is taken is passed over', async () => {
  const taken = net.createServer()
  await once(taken.listen(0, '127.0.0.1'), 'listening')
  const { port } = taken.address() as net.AddressInfo
  expect(await freePort(port)).toBeGreaterThan(port)
  const error = await freePort(port, 1).catch((e: Error) => e.message)
  expect(error).toBe(
    `JupyterLab needs a free port on 127.0.0.1; all from ${port} to ${port} are taken. ` +
      'End one of the programs that listen there and run the command again.',
  )
  taken.close()
})

test('two at the same moment: each has a port of its own', async () => {
  const [one, other] = await Promise.all([startJupyterLab(), startJupyterLab()])
  expect(one.address.port).not.toBe(other.address.port)
  expect([(await fetch(one.address)).status, (await fetch(other.address)).status]).toEqual([200, 200])
})

test('a port that another program takes before JupyterLab does: the next one', async () => {
  const taken = net.createServer()
  await once(taken.listen(0, '127.0.0.1'), 'listening')
  const { port } = taken.address() as net.AddressInfo
  const asked: number[] = []
  const server = await startOnFreePort({
    first: port,
    token: keptToken(),
    env: jupyterEnvironment(),
    choose: (from) => (asked.push(from) === 1 ? Promise.resolve(port) : freePort(from)),
  })
  expect(asked).toEqual([port, port + 1])
  expect([server.ready, server.port > port]).toEqual([true, true])
  server.stop()
  await server.ended
  taken.close()
})

test('the token stays, and only its owner can read it', () => {
  expect(keptToken()).toBe(keptToken())
  if (process.platform !== 'win32') expect(fs.statSync('.lab/jupyter/token').mode & 0o777).toBe(0o600)
})

test('no browser where there is no display, in CI, or when nobody looks', () => {
  for (const env of [{}, { DISPLAY: ':0', CI: 'true' }, { DISPLAY: ':0', LAB_BATCH: '1' }]) {
    expect(openBrowser('http://127.0.0.1:1/', { platform: 'linux', env })).toBe(false)
  }
})

test('an option that is not there', () => {
  const { status, stderr } = spawnSync(process.execPath, ['environment/start.mjs', '--port=1'], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr:
      'Cannot start with --port=1: npm start takes one option, --no-browser ' +
      '(write it after two dashes: npm start -- --no-browser).\n',
  })
})
