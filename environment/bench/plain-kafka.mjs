// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { environmentOfJava } from '../setup/java.mjs'
import { kafkaHome } from '../setup/kafka.mjs'
import { inProject, root } from '../setup/project.mjs'

/** Kafka as it comes: its own defaults and java's, but for what one broker cannot do without. */
/** @typedef {{ address: string, pid: number, end(): Promise<void> }} PlainKafka */
/** @typedef {{ folder: string, properties: string, port: number }} Formatted */

/**
 * A folder that is formatted for one broker on two free ports, with what Kafka's StorageTool writes.
 * @param {import('./surroundings.mjs').Surroundings} surroundings
 * @returns {Promise<Formatted>}
 */
export async function formatted(surroundings) {
  const folder = surroundings.folder('plain')
  const data = path.join(folder, 'data')
  fs.mkdirSync(data)
  const [port, controller] = await freePorts()
  const properties = path.join(folder, 'server.properties')
  const lines = [
    'node.id=1',
    'process.roles=broker,controller',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'controller.listener.names=CONTROLLER',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `log.dirs=${data}`,
    // One broker cannot keep three copies.
    ...['offsets.topic', 'transaction.state.log', 'share.coordinator.state.topic'].map(
      (name) => `${name}.replication.factor=1`,
    ),
    ...['transaction.state.log', 'share.coordinator.state.topic'].map((name) => `${name}.min.isr=1`),
  ]
  fs.writeFileSync(properties, `${lines.join('\n')}\n`)
  fs.copyFileSync(inProject(kafkaHome().bootstrapCheckpoint), path.join(data, 'bootstrap.checkpoint'))
  const identity = ['version=1', 'cluster.id=a2Fma2EtZ3JvdXBzLWxhYg', 'node.id=1']
  fs.writeFileSync(path.join(data, 'meta.properties'), `${identity.join('\n')}\n`)
  return { folder, properties, port }
}

/**
 * Starts java with Kafka's jars and no other option. Whoever calls it waits for the first answer, and ends it; the end of the
 * bench does so too.
 * @param {import('./surroundings.mjs').Surroundings} surroundings
 * @param {Formatted} formatted
 * @returns {PlainKafka}
 */
export function startPlain(surroundings, { folder, properties, port }) {
  const { java, classPath } = kafkaHome()
  const log = fs.openSync(path.join(folder, 'kafka.log'), 'a')
  const args = ['-cp', classPath.join(path.delimiter), 'kafka.Kafka', properties]
  const child = surroundings.ended(
    spawn(inProject(java), args, { cwd: root, env: environmentOfJava(), stdio: ['ignore', log, log] }),
  )
  fs.closeSync(log)
  return {
    address: `127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async end() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
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
  for (const server of servers) {
    server.close()
    await once(server, 'close')
  }
  return /** @type {[number, number]} */ (ports)
}
