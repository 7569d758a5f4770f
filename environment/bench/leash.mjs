// @ts-check
// node leash.mjs <program> [argument …]: runs a program, and ends it with all that it started when standard input ends: that is
// the end of whoever asked, however it came. Comes back with the program's exit code.
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { killGroup } from '../setup/process-group.mjs'

/** JupyterLab ends its kernels first; what is still there after this is killed. */
const patienceMs = 15_000

// Ctrl-C reaches this process, too: whoever asked ends, and that is what counts.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

const [program = '', ...rest] = process.argv.slice(2)
const child = spawn(program, rest, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: process.platform !== 'win32',
  windowsHide: true,
})
let code = 1
let over = false
child.on('error', (error) => {
  process.stderr.write(`Cannot run ${program}: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (status) => {
  over = true
  code = status ?? 1
  process.exitCode = code
  process.stdin.destroy()
})
process.stdin.resume().on('end', endAll)

async function endAll() {
  killGroup(child.pid, 'SIGTERM')
  const deadline = Date.now() + patienceMs
  while ((!over || isGroupThere()) && Date.now() < deadline) await pause(20)
  killGroup(child.pid)
  process.exit(code)
}

function isGroupThere() {
  if (process.platform === 'win32' || child.pid === undefined) return false
  try {
    return process.kill(-child.pid, 0)
  } catch {
    return false
  }
}
