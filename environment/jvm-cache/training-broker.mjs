// @ts-check
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { environmentOfJava } from '../setup/java.mjs'
import { killGroup } from '../setup/process-group.mjs'
import { inProject, root } from '../setup/project.mjs'

/**
 * A broker that records what its JVM loads and writes that as a JVM cache when it is asked to end (SIGTERM).
 * It leads a process group of its own, since the JVM that assembles the cache is a child of it. environment/supervisor.mjs ends the
 * group and removes the folder when this process is gone, kill -9 included.
 * @param {import('../setup/kafka.mjs').KafkaHome} home
 * @param {string} folder relative to the project's folder; made here
 * @param {string} output the cache to write, relative to the project's folder
 */
export async function startTrainingBroker(home, folder, output) {
  const [port, controllerPort] = await freePorts()
  fs.mkdirSync(inProject(folder, 'data'), { recursive: true })
  fs.copyFileSync(inProject(home.bootstrapCheckpoint), inProject(folder, 'data', 'bootstrap.checkpoint'))
  const [clusterId, directoryId] = [id(), id()]
  write(`${folder}/data/meta.properties`, [
    'version=1',
    `cluster.id=${clusterId}`,
    'node.id=1',
    `directory.id=${directoryId}`,
  ])
  write(`${folder}/server.properties`, [
    fs.readFileSync(inProject('environment', 'kafka', 'broker.properties'), 'utf8'),
    'node.id=1',
    'process.roles=broker,controller',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'controller.listener.names=CONTROLLER',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `log.dirs=${folder}/data`,
  ])
  const supervisor = spawn(
    process.execPath,
    [inProject('environment', 'supervisor.mjs'), inProject(folder)],
    {
      cwd: root,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  )
  const broker = spawn(
    inProject(home.java),
    [
      '@environment/kafka/jvm.options',
      `-XX:AOTCacheOutput=${output}`,
      '-cp',
      home.classPath.join(path.delimiter),
      'kafka.Kafka',
      `${folder}/server.properties`,
    ],
    { cwd: root, env: environmentOfJava(), detached: true, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const ended = new Promise((resolve) => broker.on('exit', resolve).on('error', resolve))
  if (broker.pid) {
    supervisor.stdin.write(`${JSON.stringify({ watch: -broker.pid })}\n`)
    fs.writeFileSync(inProject(folder, 'broker.pid'), String(broker.pid))
  }
  return {
    brokers: [`127.0.0.1:${port}`],
    ended,
    /** Asks the broker to end; it writes the cache before it does. */
    stop: () => broker.kill('SIGTERM'),
    /** Ends whatever is left, at once, and removes the folder. */
    destroy: async () => {
      killGroup(broker.pid)
      await ended
      supervisor.stdin.end()
      fs.rmSync(inProject(folder), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** A Kafka uuid: 16 bytes in URL-safe base64, whose first character Kafka does not allow to be a dash. */
function id() {
  return randomBytes(16).toString('base64url').replace(/^-/, 'A')
}

/** @param {string} file @param {string[]} lines */
function write(file, lines) {
  fs.writeFileSync(inProject(file), `${lines.join('\n')}\n`)
}

/** Two loopback ports that were free a moment ago. */
async function freePorts() {
  const servers = [net.createServer(), net.createServer()]
  const ports = []
  for (const server of servers) {
    await new Promise((resolve, reject) =>
      server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)),
    )
    ports.push(/** @type {net.AddressInfo} */ (server.address()).port)
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
