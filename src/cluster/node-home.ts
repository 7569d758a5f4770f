import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Installation } from './installation.js'

/** What a Kafka process is in its cluster, by its setting process.roles. */
export type NodeRole = 'broker' | 'controller'

/** What one Kafka process is to be. */
export interface NodePlan {
  readonly id: number
  readonly clusterId: string
  readonly roles: readonly NodeRole[]
  /** Port of the broker's listener, on 127.0.0.1; null for a controller that is no broker. */
  readonly brokerPort: number | null
  /** The one controller of the cluster, this node or another: its id, and the port of its listener on 127.0.0.1. */
  readonly controller: { readonly id: number; readonly port: number }
  /** Settings beside those of environment/kafka/broker.properties, or instead of them. */
  readonly settings: Readonly<Record<string, string | number>>
}

/** The folder of one Kafka process, relative to the project root, as everything in it. */
export interface NodeHome {
  readonly properties: string
  readonly logFile: string
  /** Where it keeps its partitions. */
  readonly dataFolder: string
}

/** A random identifier in Kafka's form: 16 bytes as base64 for URLs. */
export function kafkaUuid(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * Makes the folder of a Kafka process below `folder`, with its settings and its data folder, and returns where they are.
 * The data folder is written by hand, which takes 1 ms where StorageTool takes 400: see `Installation`.
 */
export function makeHome(kafka: Installation, folder: string, plan: NodePlan): NodeHome {
  const home = `${folder}/node-${plan.id}`
  const dataFolder = `${home}/data`
  mkdirSync(dataFolder, { recursive: true })
  const identity = {
    version: 1,
    'cluster.id': plan.clusterId,
    'node.id': plan.id,
    'directory.id': kafkaUuid(),
  }
  writeFileSync(`${dataFolder}/meta.properties`, lines(identity))
  copyFileSync(kafka.bootstrapCheckpoint, `${dataFolder}/bootstrap.checkpoint`)
  const properties = `${home}/server.properties`
  writeFileSync(
    properties,
    readFileSync('environment/kafka/broker.properties', 'utf8') + lines(settingsOf(plan, dataFolder)),
  )
  return { properties, logFile: `${home}/kafka.log`, dataFolder }
}

function settingsOf(plan: NodePlan, dataFolder: string): Record<string, string | number> {
  const { id, roles, brokerPort, controller, settings } = plan
  const client = `PLAINTEXT://127.0.0.1:${brokerPort}`
  const listeners = [
    ...(brokerPort === null ? [] : [client]),
    ...(roles.includes('controller') ? [`CONTROLLER://127.0.0.1:${controller.port}`] : []),
  ]
  return {
    'node.id': id,
    'process.roles': roles.join(','),
    listeners: listeners.join(','),
    ...(brokerPort === null ? {} : { 'advertised.listeners': client }),
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `${controller.id}@127.0.0.1:${controller.port}`,
    'log.dirs': dataFolder,
    // Of two lines with one name, Java's Properties take the last.
    ...settings,
  }
}

function lines(entries: Readonly<Record<string, string | number>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
