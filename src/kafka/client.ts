/// <reference path="./kafkajs-snappy.d.ts" />
import {
  CompressionCodecs,
  CompressionTypes,
  type ISocketFactory,
  Kafka,
  logLevel,
  type RetryOptions,
} from 'kafkajs'
import SnappyCodec from 'kafkajs-snappy'
import type { Cluster } from '../cluster/cluster.js'
import { refuseLeftBehind } from './refuse-left-behind.js'
import { waysIn } from './ways-in.js'

/** How a client of the lab is made. */
export interface ClientOptions {
  /** The brokers to start from, and what they want of clients. */
  readonly to: Pick<Cluster, 'brokers' | 'security'>
  /** What the broker's log, Kafka's tools and our pictures call this client. */
  readonly clientId: string
  /** Default: kafkajs' own. */
  readonly socketFactory?: ISocketFactory
  /** How many times a request is tried again before it fails; default 20, which is about 5 s. */
  readonly retries?: number
  /** How long a request waits for its answer, in ms; default 30 000, which is kafkajs' own. */
  readonly requestTimeoutMs?: number
}

/**
 * A kafkajs client for lessons: it retries after 30 to 300 ms where kafkajs waits 0.3 to 30 s, speaks Snappy, and logs
 * nothing unless the environment variable LAB_LOG (error, warn, info or debug) asks.
 * Snappy is kafkajs-snappy's: pure JavaScript and right in both directions with Kafka's Java client.
 */
export function createClient({
  to: { brokers, security },
  clientId,
  socketFactory,
  retries = 20,
  requestTimeoutMs = 30_000,
}: ClientOptions): Kafka {
  CompressionCodecs[CompressionTypes.Snappy] = SnappyCodec as () => unknown
  const kafka = new Kafka({
    clientId,
    brokers: [...brokers],
    logLevel: requestedLogLevel(),
    retry: patience(retries),
    connectionTimeout: 2_000,
    requestTimeout: requestTimeoutMs,
    ...waysIn(security, socketFactory),
  })
  refuseLeftBehind(kafka)
  return kafka
}

/** kafkajs' retries with short pauses: a lesson is a conversation. */
export function patience(retries: number): RetryOptions {
  return { initialRetryTime: 30, factor: 0.1, multiplier: 1.3, maxRetryTime: 300, retries }
}

function requestedLogLevel(): logLevel {
  const levels: Record<string, logLevel> = {
    error: logLevel.ERROR,
    warn: logLevel.WARN,
    info: logLevel.INFO,
    debug: logLevel.DEBUG,
  }
  return levels[process.env.LAB_LOG?.toLowerCase() ?? ''] ?? logLevel.NOTHING
}
