import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compileSource } from '../../environment/compile-source.mjs'
import { clustersFolder } from '../../src/cluster/folder.js'

// All of src is compiled, and 40 MB are written.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** A disk of a size of its own needs Linux and the right to mount in a namespace of one's own; root has it, and most users. */
const namespace = process.getuid?.() === 0 ? ['-m'] : ['-rm']
const canMount = process.platform === 'linux' && spawnSync('unshare', [...namespace, 'true']).status === 0
if (!canMount)
  console.warn('What the lab says of a full disk is not tested here: mounting a small one needs `unshare`.')

/** Runs a script whose clusters lie on a disk of its own, of this size in kB; comes back with what it printed. */
function onDisk(kB: number, script: string): { lines: string[]; stderr: string } {
  writeFileSync(`${folder}/main.mjs`, script)
  const mount = `mount -t tmpfs -o size=${kB}k none ${clustersFolder} && exec "$0" ${folder}/main.mjs`
  const { stdout, stderr } = spawnSync('unshare', [...namespace, 'sh', '-c', mount, process.execPath], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { lines: stdout.trim().split('\n'), stderr }
}

let folder = ''

describe.runIf(canMount || process.env.CI === 'true')('a full disk', () => {
  beforeAll(() => {
    mkdirSync(clustersFolder, { recursive: true })
    folder = mkdtempSync('.lab/script-')
    compileSource(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const disk =
    "The disk is full: Kafka's data lies in the folder .lab/clusters of this project, and is removed when its notebook is shut down. " +
    'Shut down notebooks that you no longer need, or make room on that disk.'

  test('no room for a Kafka: the sentence, and no folder is left', () => {
    const script = `import fs from 'node:fs'
import lab from './src/open-lab.js'
await lab.openLab().catch((problem) => console.log(problem.message))
console.log(JSON.stringify(fs.readdirSync('${clustersFolder}')))`
    expect(onDisk(4, script)).toEqual({
      lines: [`Cannot start Apache Kafka. ${disk} Then run the cell again.`, '[]'],
      stderr: '',
    })
  })

  test('no room for a message: every call says why, and a new Kafka works', () => {
    const script = `import lab from './src/open-lab.js'
const said = (promise) => promise.then(() => 'done', (problem) => problem.message)
const it = await lab.openLab()
await it.provision([{ topic: 'orders' }])
const member = await it.join('shop', 'orders')
const value = Buffer.alloc(900_000)
let sent = 0
while (await it.produce('orders', [{ value }]).then(() => true, (problem) => console.log(problem.message))) sent++
console.log(sent > 10)
console.log(await said(it.produce('orders', [{ value }])))
console.log(await said(member.receive()))
const next = await lab.openLab()
await next.provision([{ topic: 'orders' }])
console.log(await next.produce('orders', [{ value: 1 }]))
await lab.closeLab()
console.log('closed')`
    const { lines, stderr } = onDisk(40_000, script)
    const gone = `The Apache Kafka of this notebook has ended (exit code 1). ${disk}`
    const next = 'Run the cell with openLab() again: it starts a new one.'
    const address = /at 127\.0\.0\.1:\d+, ready in \d+\.\d s/
    expect(lines.map((line) => line.replace(address, 'ready'))).toEqual([
      'Apache Kafka 4.2.0, 1 broker ready',
      ...[gone, next, 'true', gone, next, gone, next, gone],
      'A new one is started: its topics and groups are gone, run the cells again from the top.',
      'Apache Kafka 4.2.0, 1 broker ready',
      '1 sent to orders (P0: 1)',
      'closed',
    ])
    expect(stderr).toBe('')
  })
})
