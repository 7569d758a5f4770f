import { spawnSync } from 'node:child_process'
import { expect, test, vi } from 'vitest'

// JupyterLab, a kernel and a broker start in it.
vi.setConfig({ testTimeout: 180_000 })

/** A network of its own, in which there is nobody but this machine's loopback address. */
const alone = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']

const canBeAlone =
  process.platform === 'linux' && spawnSync('unshare', [...alone, 'true'], { stdio: 'ignore' }).status === 0
const cannot = 'it takes Linux, and the right to make a network namespace with a loopback address'

/** Runs a program where no packet leaves the machine and no name is looked up. */
function inNamespace(program: string, args: readonly string[]) {
  return spawnSync('unshare', [...alone, program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LAB_BATCH: '1' },
    timeout: 170_000,
  })
}

test('where it may, it is not skipped', () => {
  if (process.platform === 'linux' && process.getuid?.() === 0) expect(canBeAlone).toBe(true)
  else expect(typeof canBeAlone).toBe('boolean')
})

test('there is no network in a namespace of its own', ({ skip }) => {
  if (!canBeAlone) skip(cannot)
  const ask = `require('node:net').connect(443, '192.0.2.1').on('error', (e) => console.log(e.code))`
  expect(inNamespace(process.execPath, ['-e', ask]).stdout).toBe('ENETUNREACH\n')
})

test('without a network npm start comes up and a lesson runs from its first cell to its last', ({ skip }) => {
  if (!canBeAlone) skip(cannot)
  const { status, stdout, stderr } = inNamespace(process.execPath, ['test/environment/offline-run.mjs'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const { served, cells, errors } = JSON.parse(stdout) as { served: number; cells: number; errors: string[] }
  expect({ served, errors }).toEqual({ served: 200, errors: [] })
  expect(cells).toBeGreaterThan(3)
})
