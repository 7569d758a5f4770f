import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { leftBehind } from '../../../environment/soak/left-behind.mjs'
import { brokersOf } from '../../../environment/soak/processes.mjs'

/** No process has this number. */
const kernel = 4_194_305

test('what a kernel left behind is its processes and its folders, and nobody else’s', async () => {
  const folder = `.lab/clusters/${kernel}-test`
  mkdirSync(folder, { recursive: true })
  const args = [
    '-e',
    "console.log('there'); process.stdin.resume()",
    'kafka.Kafka ',
    `clusters/${kernel}-test/1`,
  ]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    await once(child.stdout, 'data')
    expect(await leftBehind([kernel], 0)).toEqual([
      expect.stringContaining(`process ${child.pid}: `),
      `folder ${folder}`,
    ])
    expect(await leftBehind([kernel + 1], 0)).toEqual([])
    expect(brokersOf(kernel)).toEqual([child.pid])
    expect(brokersOf(kernel + 1)).toEqual([])
  } finally {
    child.stdin.end()
    rmdirSync(folder)
  }
  await once(child, 'exit')
  expect(await leftBehind([kernel])).toEqual([])
})
