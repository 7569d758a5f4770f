import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedCluster, startEmbedded } from '../../src/cluster/embedded.js'
import {
  ask,
  endOfShareProcess,
  endShareProcess,
  isJavaError,
  type ShareProcess,
  startShareProcess,
} from '../../src/cluster/share-process.js'
import { watchNodes } from '../../src/cluster/start-up.js'
import { waitFor } from '../../src/wait.js'
import { failure } from '../lab/with-lab.js'

let cluster: EmbeddedCluster
let host: ShareProcess

beforeEach(async () => {
  cluster = await startEmbedded()
  host = startShareProcess(cluster)
})

afterEach(async () => {
  await endShareProcess(host)
  await cluster.close()
})

test('it answers, passes on what Java throws, and is recorded with the brokers', async () => {
  expect(await ask(host, 'feature')).toBe(1)
  const problem = await failure(ask(host, 'configure', { group: 'g', settings: { 'no.such': '1' } }))
  expect(isJavaError(problem) && problem.javaClass).toBe('InvalidConfigurationException')
  const recorded = (): number[] => {
    const record = readFileSync(`${cluster.folder}/owner.json`, 'utf8')
    return (JSON.parse(record) as { brokers: { pid: number }[] }).brokers.map(({ pid }) => pid)
  }
  const both = [cluster.nodes[0]?.process.pid, host.process.pid]
  expect(recorded()).toEqual(both)
  await watchNodes(cluster, cluster.nodes, []) // as when a broker was started again
  expect(recorded()).toEqual(both)
})

test.each(['Picked up some option', 'null', '{"id":"1"}'])(
  'a line on its standard output that is no answer is kept in the log: %s',
  async (line) => {
    const asking = ask(host, 'feature')
    host.process.stdout?.push(`${line}\n`)
    expect(await asking).toBe(1)
    expect(host.log).toEqual([line])
  },
)

test.skipIf(process.platform === 'win32')(
  'a thread dump, which Java makes when it is sent SIGQUIT, stays out of its answers, and it goes on',
  async () => {
    await ask(host, 'feature')
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      host.process[name]?.on('data', (chunk: Buffer) => {
        said[name] += chunk
      })
    host.process.kill('SIGQUIT')
    await waitFor('the thread dump', () => /^JNI global refs/m.test(said.stderr) || undefined)
    expect(said.stdout).toBe('')
    expect(await ask(host, 'feature')).toBe(1)
  },
)

test('it ends by itself at the end of its input', async () => {
  await ask(host, 'feature')
  const gone = once(host.process, 'exit')
  host.process.stdin?.end()
  expect(await gone).toEqual([0, null])
  expect(endOfShareProcess(host)).toBe(
    "The Java process of this notebook's share group members has ended (exit code 0).",
  )
})

test('ended while it is asked, it says so, and again to whoever asks later', async () => {
  const asking = failure(ask(host, 'feature'))
  await endShareProcess(host)
  const sentence = "The Java process of this notebook's share group members has ended (signal SIGKILL)."
  expect((await asking).message).toBe(sentence)
  expect((await failure(ask(host, 'feature'))).message).toBe(sentence)
  await endShareProcess(host)
})

test('the end of the supervisor ends it with the broker', async () => {
  await ask(host, 'feature')
  const gone = once(host.process, 'exit')
  cluster.supervisor.end()
  expect(await gone).toEqual([null, 'SIGKILL'])
})
