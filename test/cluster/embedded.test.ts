import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { environmentOfJava as environmentOfSetUp } from '../../environment/setup/java.mjs'
import { type EmbeddedCluster, startEmbedded } from '../../src/cluster/embedded.js'
import { clustersFolder } from '../../src/cluster/folder.js'
import { installation } from '../../src/cluster/installation.js'
import { environmentOfJava } from '../../src/cluster/node.js'
import { freePorts } from '../../src/cluster/ports.js'
import { waitFor } from '../../src/wait.js'
import { failure } from '../lab/with-lab.js'
import { listeningAddresses, processesOf } from './processes.js'

const root = process.cwd()
const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(options?: Parameters<typeof startEmbedded>[0]): Promise<EmbeddedCluster> {
  const cluster = await startEmbedded(options)
  cleanUps.push(() => cluster.close())
  return cluster
}

async function topicsOn(cluster: EmbeddedCluster): Promise<string[]> {
  const admin = new Kafka({ brokers: [...cluster.brokers], logLevel: logLevel.NOTHING }).admin()
  try {
    return await admin.listTopics()
  } finally {
    await admin.disconnect()
  }
}

/** Folders of clusters that this process owns. */
const folders = (): string[] =>
  existsSync(clustersFolder)
    ? readdirSync(clustersFolder).filter((name) => name.startsWith(`${process.pid}-`))
    : []

const untilEnded = (folder: string): Promise<unknown> =>
  waitFor(`the processes of ${folder} to end`, (saw) => {
    const { brokers, supervisors } = processesOf(folder)
    saw(`brokers ${brokers.join(', ')}; supervisors ${supervisors.join(', ')}`)
    return brokers.length + supervisors.length === 0 ? true : undefined
  })

/** Holds a loopback port until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  return (server.address() as { port: number }).port
}

test('starts, answers, and leaves no process and no folder when it is closed', async () => {
  const cluster = await start()
  expect(cluster).toMatchObject({ kind: 'embedded', prefix: '' })
  expect(await topicsOn(cluster)).toEqual([])
  expect(cluster.dead()).toBeNull()
  const { brokers, supervisors } = processesOf(cluster.folder)
  expect(brokers).toEqual([cluster.nodes[0]?.process.pid])
  expect(supervisors).toEqual([cluster.supervisor.pid()])
  await cluster.close()
  await cluster.close()
  await untilEnded(cluster.folder)
  expect(existsSync(cluster.folder)).toBe(false)
})

test('listens on loopback only, and keeps its data from other users', async () => {
  const cluster = await start()
  expect(statSync(cluster.folder).mode & 0o777).toBe(0o700)
  const addresses = listeningAddresses(cluster.nodes[0]?.process.pid ?? 0)
  expect(addresses).toContain(`127.0.0.1:${cluster.nodes[0]?.brokerPort}`)
  expect(addresses).toHaveLength(2)
  expect(addresses.filter((address) => !address.startsWith('127.0.0.1:'))).toEqual([])
})

test('each cluster is one of its own', async () => {
  const [one, other] = await Promise.all([start(), start()])
  expect(one.folder).not.toBe(other.folder)
  await one.close()
  expect(await topicsOn(other)).toEqual([])
})

test('works in a project whose path has a space', async () => {
  const project = mkdtempSync(path.join(tmpdir(), 'a project '))
  cleanUps.push(() => rmSync(project, { recursive: true }))
  mkdirSync(path.join(project, '.lab'))
  cpSync('.lab/kafka.json', path.join(project, '.lab', 'kafka.json'))
  for (const [target, name] of [
    ['.lab/kafka', '.lab/kafka'],
    ['.venv', '.venv'],
    ['environment', 'environment'],
  ] as const)
    symlinkSync(path.resolve(target), path.join(project, name), 'junction')
  process.chdir(project)
  cleanUps.push(() => process.chdir(root))
  const cluster = await start()
  expect(await topicsOn(cluster)).toEqual([])
  await cluster.close()
  expect(readdirSync(clustersFolder)).toEqual([])
})

describe('a port that is taken', () => {
  test.each(['broker', 'controller'])("the %s's: others are chosen", async (whose) => {
    const taken = await takenPort()
    let asked = 0
    const ports = async (count: number): Promise<number[]> => {
      const [one = 0, two = 0] = await freePorts(count)
      if (asked++ > 0) return [one, two]
      return whose === 'broker' ? [taken, two] : [one, taken]
    }
    const cluster = await start({ ports })
    expect(asked).toBe(2)
    expect(await topicsOn(cluster)).toEqual([])
  })

  test('and the next attempt ends for another reason: that one is told, not the first', async () => {
    const taken = await takenPort()
    let asked = 0
    const ports = async (): Promise<number[]> => (asked++ === 0 ? [taken, taken + 1] : [70_000, 70_001])
    const { message } = await failure(startEmbedded({ ports }))
    expect(asked).toBe(2)
    expect(message).toMatch(
      /^Cannot start Apache Kafka: its process ended at once \(exit code 1\)\.(.|\n)*port out of range:70001/,
    )
    expect(message).not.toContain('Address already in use')
  })

  test('five times in a row: the sentence, and nothing is left', async () => {
    const taken = [await takenPort(), await takenPort()]
    const before = folders()
    const { message } = await failure(startEmbedded({ ports: async () => taken }))
    const chosen = Array.from({ length: 5 }, () => taken).flat()
    expect(message).toBe(
      `Cannot start Apache Kafka: in 5 attempts another program held one of the ports chosen (${chosen.join(', ')}). ` +
        'End the program that takes ports so quickly, or use an existing cluster with KAFKA_BROKERS=host:port.',
    )
    expect(folders()).toEqual(before)
  })
})

describe('a JVM that dies at start', () => {
  const end =
    'If they speak of memory or disk, make room and run the cell again; otherwise run npm start once more, which repairs set-up.'

  test('its last log lines are in the sentence, and nothing is left', async () => {
    const before = folders()
    const kafka = { ...installation(), classPath: ['.lab/kafka/jars/nothing.jar'] }
    expect((await failure(startEmbedded({ kafka }))).message).toBe(
      'Cannot start Apache Kafka: its process ended at once (exit code 1). Its last log lines:\n' +
        'Error: Could not find or load main class kafka.Kafka\n' +
        'Caused by: java.lang.ClassNotFoundException: kafka.Kafka\n' +
        end,
    )
    expect(folders()).toEqual(before)
  })

  test('in the words of Kafka, when Kafka itself gives up', async () => {
    const { message } = await failure(startEmbedded({ ports: async () => [70_000, 70_001] }))
    expect(message.replaceAll(/\d\d:\d\d:\d\d\.\d\d\d/g, 'TIME').split('\n')).toEqual([
      'Cannot start Apache Kafka: its process ended at once (exit code 1). Its last log lines:',
      'TIME ERROR kafka.Kafka$ - Exiting Kafka due to fatal exception',
      'java.lang.IllegalArgumentException: port out of range:70001',
      end,
    ])
  })

  test('no Java at all', async () => {
    const before = folders()
    const problem = await failure(startEmbedded({ kafka: { ...installation(), java: '.venv/no/java' } }))
    expect(problem.message).toBe(
      'Cannot start Apache Kafka: its Java could not be run. Run npm start once more to repair set-up.',
    )
    expect(problem.cause).toMatchObject({ code: 'ENOENT' })
    expect(folders()).toEqual(before)
  })
})

test('a broker that ends later is known to be dead, with its last log lines', async () => {
  const cluster = await start()
  cluster.nodes[0]?.process.kill('SIGKILL')
  const said = await waitFor('the cluster to be dead', () => cluster.dead() ?? undefined)
  expect(said).toMatch(
    /^The Apache Kafka of this notebook has ended \(signal SIGKILL\)\. Its last log lines:\n/,
  )
  await cluster.close()
  expect(existsSync(cluster.folder)).toBe(false)
  expect(cluster.dead()).toBe(said)
})

test('a broker that was closed is known to be closed, not to have died', async () => {
  const cluster = await start()
  await cluster.close()
  expect(cluster.dead()).toBe('The Apache Kafka of this notebook was ended when the lab was closed.')
})

test("options of the reader's own for every JVM do not reach this one", async () => {
  const own = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'CLASSPATH']
  for (const name of own) vi.stubEnv(name, '-Dmine=yes')
  cleanUps.push(() => vi.unstubAllEnvs())
  const { nodes } = await start()
  const environment = readFileSync(`/proc/${nodes[0]?.process.pid}/environ`, 'utf8').split('\0')
  expect(environment.filter((entry) => entry.includes('-Dmine'))).toEqual([])
  // The JVM cache was made in the same environment: set-up takes out the same names.
  expect(environmentOfJava()).toEqual(environmentOfSetUp())
})

test('a second start sweeps nothing that belongs to somebody who lives', async () => {
  const one = await start()
  await start()
  expect(await topicsOn(one)).toEqual([])
  expect(spawnSync('ls', [one.folder], { encoding: 'utf8' }).stdout).toContain('owner.json')
})
