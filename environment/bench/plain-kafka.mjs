// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { environmentOfJava } from '../setup/java.mjs'
import { kafkaHome } from '../setup/kafka.mjs'
import { inLab, inProject, root } from '../setup/project.mjs'
import { makeCheckpoint } from '../setup/storage-format.mjs'

/** Kafka as it comes: its own defaults and java's, but for what one broker cannot do without. */
/** @typedef {{ address: string, pid: number, end(): Promise<void> }} PlainKafka */

let folders = 0

/**
 * A folder that Kafka's StorageTool has formatted for one broker on two free ports.
 * @returns {Promise<{ folder: string, properties: string, port: number }>}
 */
export async function formatted() {
  const folder = inLab('bench', `plain-${process.pid}-${++folders}`)
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(path.join(folder, 'data'), { recursive: true })
  const [port, controller] = await freePorts()
  const properties = path.join(folder, 'server.properties')
  const lines = [
    'node.id=1',
    'process.roles=broker,controller',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `log.dirs=${path.join(folder, 'data')}`,
    // One broker cannot keep three copies.
    ...['offsets.topic', 'transaction.state.log', 'share.coordinator.state.topic'].map(
      (name) => `${name}.replication.factor=1`,
    ),
    ...['transaction.state.log', 'share.coordinator.state.topic'].map((name) => `${name}.min.isr=1`),
  ]
  fs.writeFileSync(properties, `${lines.join('\n')}\n`)
  const { java, classPath } = kafkaHome()
  await makeCheckpoint(java, classPath, path.join(folder, 'data', 'bootstrap.checkpoint'))
  const identity = ['version=1', 'cluster.id=a2Fma2EtZ3JvdXBzLWxhYg', 'node.id=1']
  fs.writeFileSync(path.join(folder, 'data', 'meta.properties'), `${identity.join('\n')}\n`)
  return { folder, properties, port }
}

/**
 * Starts java with Kafka's jars and no other option. Whoever calls it waits for the first answer, and ends it.
 * @param {{ folder: string, properties: string, port: number }} formatted
 * @returns {PlainKafka}
 */
export function startPlain({ folder, properties, port }) {
  const { java, classPath } = kafkaHome()
  const log = fs.openSync(path.join(folder, 'kafka.log'), 'a')
  const child = spawn(inProject(java), ['-cp', classPath.join(path.delimiter), 'kafka.Kafka', properties], {
    cwd: root,
    env: environmentOfJava(),
    stdio: ['ignore', log, log],
  })
  fs.closeSync(log)
  return {
    address: `127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async end() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}

/** @returns {Promise<[number, number]>} */
async function freePorts() {
  const servers = [net.createServer(), net.createServer()]
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening')
  const ports = servers.map((server) => /** @type {net.AddressInfo} */ (server.address()).port)
  for (const server of servers) await once(server.close(), 'close')
  return /** @type {[number, number]} */ (ports)
}
