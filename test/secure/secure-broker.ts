import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder, removeFolder } from '../../src/cluster/folder.js'
import { installation } from '../../src/cluster/installation.js'
import { endOf, type KafkaNode, startNode } from '../../src/cluster/node.js'
import { kafkaUuid, makeHome } from '../../src/cluster/node-home.js'
import { freePorts } from '../../src/cluster/ports.js'
import { startedUp, watchNodes } from '../../src/cluster/start-up.js'
import { supervise } from '../../src/cluster/supervisor.js'
import { authority } from './certificates.js'
import { addUsers, type Users } from './users.js'

/** The ways into the broker: each is a listener of its own. */
const ways = ['PLAINTEXT', 'TLS', 'MISNAMED', 'MUTUAL', 'LOGIN', 'CLEAR'] as const

/** A broker that wants TLS and SASL, and asks its authorizer before it does anything. */
export interface SecureBroker {
  /**
   * PLAINTEXT, where everybody may do everything; TLS; MISNAMED, TLS with a certificate for another host; MUTUAL, TLS
   * where clients show a certificate too; LOGIN, SASL over TLS; CLEAR, SASL without, by PLAIN alone.
   */
  readonly at: Readonly<Record<(typeof ways)[number], string>>
  /** Paths of PEM files: an authority that signed the broker's certificates, one that did not, and what a client shows. */
  readonly files: Readonly<Record<'authority' | 'stranger' | 'certificate' | 'key' | 'otherKey', string>>
  /** A folder that goes with it. */
  readonly folder: string
  /** What it has written to its log so far. */
  log(): string
  close(): Promise<void>
}

/**
 * Starts a broker with listeners for TLS and SASL, and Kafka's own authorizer, under which its users may do what
 * `users` says and no more. With `audit` it writes each request that it is sent into its log. Whoever calls it closes it.
 */
export async function startSecureBroker(users: Users, { audit = false } = {}): Promise<SecureBroker> {
  const folder = makeFolder()
  const supervisor = supervise(folder)
  const files = writeCertificates(`${folder}/tls`)
  const ports = await freePorts(ways.length + 1)
  const address = (way: number): string => `127.0.0.1:${ports[way]}`
  const plan = {
    id: 1,
    clusterId: kafkaUuid(),
    roles: ['broker', 'controller'] as const,
    brokerPort: ports[0] ?? 0,
    controller: { id: 1, port: ports[ways.length] ?? 0 },
    settings: settingsOf(ports, files, users),
  }
  const kafka = audit ? withRequestsLogged(folder) : installation()
  const home = makeHome(kafka, folder, plan)
  const node = startNode(kafka, home, plan)
  const close = async (): Promise<void> => {
    await end(node)
    supervisor.end()
    removeFolder(folder)
  }
  try {
    await watchNodes({ folder, supervisor }, [node], [node])
    await startedUp([node], 'Cannot start a broker with TLS and SASL')
    await addUsers(address(0), users, folder)
  } catch (problem) {
    await close()
    throw problem
  }
  return {
    at: Object.fromEntries(ways.map((way, at) => [way, address(at)])) as SecureBroker['at'],
    files,
    folder,
    log: () => readFileSync(home.logFile, 'utf8'),
    close,
  }
}

function settingsOf(
  ports: readonly number[],
  files: Record<'broker' | 'misnamed' | 'authority', string>,
  users: Users,
): Record<string, string> {
  const listeners = [...ways, 'CONTROLLER'].map((way, at) => `${way}://127.0.0.1:${ports[at]}`)
  const login = Object.fromEntries(['login', 'clear'].flatMap((way) => loginSettings(way, users)))
  return {
    listeners: listeners.join(','),
    'advertised.listeners': listeners.slice(0, -1).join(','),
    'listener.security.protocol.map':
      'PLAINTEXT:PLAINTEXT,TLS:SSL,MISNAMED:SSL,MUTUAL:SSL,LOGIN:SASL_SSL,CLEAR:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': files.broker,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': files.authority,
    'listener.name.misnamed.ssl.keystore.type': 'PEM',
    'listener.name.misnamed.ssl.keystore.location': files.misnamed,
    'listener.name.mutual.ssl.client.auth': 'required',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512,SCRAM-SHA-256,PLAIN',
    ...login,
    'listener.name.clear.sasl.enabled.mechanisms': 'PLAIN',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // Brokers, controllers and who sets the scene come in by PLAINTEXT.
    'super.users': 'User:ANONYMOUS;User:root',
  }
}

function loginSettings(way: string, users: Users): [string, string][] {
  const module = 'org.apache.kafka.common.security'
  const passwords = Object.entries(users).map(([name, { password }]) => `user_${name}="${password}"`)
  return [
    [`listener.name.${way}.scram-sha-512.sasl.jaas.config`, `${module}.scram.ScramLoginModule required;`],
    [`listener.name.${way}.scram-sha-256.sasl.jaas.config`, `${module}.scram.ScramLoginModule required;`],
    [
      `listener.name.${way}.plain.sasl.jaas.config`,
      `${module}.plain.PlainLoginModule required ${passwords.join(' ')};`,
    ],
  ]
}

/** Keys and certificates as PEM files, absolute, for one day. */
function writeCertificates(
  folder: string,
): Record<'authority' | 'stranger' | 'broker' | 'misnamed' | 'certificate' | 'key' | 'otherKey', string> {
  mkdirSync(folder)
  const write = (name: string, ...pem: string[]): string => {
    writeFileSync(`${folder}/${name}.pem`, pem.join(''), { mode: 0o600 })
    return path.resolve(`${folder}/${name}.pem`)
  }
  const ours = authority('authority of this test')
  const broker = ours.signs({ name: 'broker', hosts: ['127.0.0.1', 'localhost'] })
  const misnamed = ours.signs({ name: 'misnamed', hosts: ['kafka.example.org'] })
  const client = ours.signs({ name: 'maria' })
  return {
    authority: write('authority', ours.certificate),
    stranger: write('stranger', authority('another authority').certificate),
    broker: write('broker', broker.key, broker.certificate),
    misnamed: write('misnamed', misnamed.key, misnamed.certificate),
    certificate: write('certificate', client.certificate),
    key: write('key', client.key),
    otherKey: write('other-key', broker.key),
  }
}

/** Kafka as it is installed, with slf4j-simple told to write each request; where the class path differs no JVM cache fits. */
function withRequestsLogged(folder: string): ReturnType<typeof installation> {
  const kafka = installation()
  writeFileSync(
    `${folder}/simplelogger.properties`,
    'org.slf4j.simpleLogger.log.kafka.request.logger=debug\n',
  )
  return { ...kafka, classPath: [folder, ...kafka.classPath], jvmCache: `${folder}/none` }
}

async function end(node: KafkaNode): Promise<void> {
  if (endOf(node) !== null || node.process.pid === undefined) return
  const gone = once(node.process, 'exit')
  node.process.ref()
  node.process.kill('SIGKILL')
  await gone
}
