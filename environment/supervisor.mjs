// Ends the brokers of one notebook and removes their data when the process that started them is gone.
//
// Started by src/cluster/supervisor.ts with the data folder and the processes to end as its arguments. Standard input is
// a pipe from the notebook's kernel: one JSON line says which to end beside them ({"watch": pid}) or no longer
// ({"unwatch": pid}).
// The end of the pipe is the end of the kernel, however it died; nothing has to be polled, and a kernel that is busy
// for minutes is not taken for dead.
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [folder, ...pids] = process.argv.slice(2)
const watched = new Set(pids.map(Number))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const { watch, unwatch } = JSON.parse(line)
  if (watch) watched.add(watch)
  if (unwatch) watched.delete(unwatch)
})
lines.on('close', () => {
  for (const pid of watched) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it is gone already
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
})
