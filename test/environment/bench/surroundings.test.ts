import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { isThere } from '../../../environment/setup/is-there.mjs'
import { waitFor } from '../../../src/wait.js'

// All of src is compiled.
vi.setConfig({ testTimeout: 180_000 })

const script = `
import { spawn } from 'node:child_process'
import { Surroundings } from './environment/bench/surroundings.mjs'
const surroundings = new Surroundings()
const folder = surroundings.folder('data')
const child = surroundings.ended(spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'], detached: true }))
console.log(JSON.stringify({ folder, pid: child.pid }))
setInterval(() => {}, 1_000)`

test('what was started ends with a bench that is killed', async () => {
  const bench = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = await once(createInterface({ input: bench.stdout }), 'line')
    const { folder, pid } = JSON.parse(line) as { folder: string; pid: number }
    expect([existsSync(folder), isThere(pid)]).toEqual([true, true])
    const gone = once(bench, 'exit')
    bench.kill('SIGKILL')
    await gone
    await waitFor('its process and its folder to be gone', (saw) => {
      saw(`process ${isThere(pid)}, folder ${existsSync(folder)}`)
      return isThere(pid) || existsSync(folder) ? undefined : true
    })
  } finally {
    bench.kill('SIGKILL')
  }
})
