import type { Admin, Kafka } from 'kafkajs'
import type { Cluster } from '../cluster/cluster.js'
import { connectedAdmin, retire } from './admin.js'
import { askAwake } from './ask-awake.js'
import { type ClientOptions, createClient } from './client.js'
import { clientId, greet } from './greet.js'
import { describeGroups } from './groups.js'
import { hearOfLeaderless } from './leaderless.js'
import { createProducer, type TracingProducer } from './produce.js'
import { type SessionLimits, sessionLimits } from './session-limits.js'
import { askAgain, avoidingFrozen, hasOthers, silenceOn } from './silence.js'
import { type Wires, wires } from './wires.js'

/** The lab's own connections to one cluster: everything but those of its members. */
export interface Connection {
  readonly cluster: Cluster
  /** For producers. With other brokers to lead they try for about 10 s: a new leader is there in 1 to 4 s. */
  readonly kafka: Kafka
  /** For the admin client, and its sockets. */
  readonly looking: { readonly kafka: Kafka; readonly wires: Wires }
  admin: Admin
  /** Made when the first message is sent. */
  producer: TracingProducer | null
  /** Real names of topics that these clients were asked about: kafkajs asks for all of them at each refresh, and fails when one is gone. */
  readonly asked: Set<string>
  /** The search for topics that are gone, while one is under way. */
  search: Promise<void> | null
  readonly sessionLimits: Promise<SessionLimits>
  /** Resolves when the group coordinator answers; the first group of a cluster waits for it. */
  coordinator: Promise<void>
}

/**
 * Connects to a cluster. Throws a sentence when no broker answers within about 9 s, or when the process of an embedded
 * one has died.
 */
export async function connectTo(cluster: Cluster): Promise<Connection> {
  await greet(cluster)
  const kafka = createClient({ clientId, ...waysTo(cluster), ...(hasOthers(cluster) ? { retries: 40 } : {}) })
  hearOfLeaderless(kafka)
  askAwake(kafka, cluster)
  const looking = lookingAt(cluster)
  const asked = new Set<string>()
  const admin = await connectedAdmin(looking.kafka, asked, askAgain(cluster))
  const limits = sessionLimits(admin)
  // The first join says so; a lab without members need not know.
  limits.catch(() => {})
  return {
    cluster,
    kafka,
    looking,
    admin,
    producer: null,
    asked,
    search: null,
    sessionLimits: limits,
    coordinator: cluster.kind === 'embedded' ? warmUp(admin) : Promise.resolve(),
  }
}

/** What looks at a cluster and changes nothing: it asks no broker that the lab has frozen. */
export function lookingAt(cluster: Cluster): Connection['looking'] {
  const line = wires({ ...silenceOn(cluster), ...avoidingFrozen(cluster) })
  const kafka = createClient({ clientId, ...waysTo(cluster, line) })
  hearOfLeaderless(kafka)
  return { kafka, wires: line }
}

/** How clients of a cluster reach it: kafkajs' own sockets, but where a silent broker is to be given up. */
function waysTo(cluster: Cluster, line = wires(silenceOn(cluster))): Omit<ClientOptions, 'clientId'> {
  if (!hasOthers(cluster)) return { to: cluster }
  const { requestTimeoutMs } = silenceOn(cluster)
  return { to: cluster, requestTimeoutMs, socketFactory: line.factory }
}

/** The connected producer of this connection. */
export async function producerOf(connection: Connection): Promise<TracingProducer> {
  connection.producer ??= await createProducer(connection.kafka)
  return connection.producer
}

/** Lends the producer of this connection, which keeps its memory of topics, or a fresh one that is closed after its use. */
export async function withProducer<T>(
  connection: Connection,
  fresh: boolean,
  use: (producer: TracingProducer) => Promise<T>,
): Promise<T> {
  if (!fresh) return use(await producerOf(connection))
  const own = await createProducer(connection.kafka)
  try {
    return await use(own)
  } finally {
    await own.producer.disconnect()
  }
}

/** Forgets what the clients remember of topics that were deleted or made anew: kafkajs keeps metadata for 5 minutes. */
export async function renew(connection: Connection): Promise<void> {
  const { producer, asked } = connection
  asked.clear()
  connection.producer = null
  await Promise.all([renewAdmin(connection), producer?.producer.disconnect()])
}

/** Forgets what the admin client remembers of topics; the producer keeps its own memory, as producers do. */
export async function renewAdmin(connection: Connection): Promise<void> {
  const { admin, asked, cluster, looking } = connection
  connection.admin = await connectedAdmin(looking.kafka, asked, askAgain(cluster))
  await retire(admin)
}

/** Renews the clients when a topic that they were asked about is gone: Kafka's own tools delete topics too. */
export function forgetDeleted(connection: Connection): Promise<void> {
  connection.search ??= search(connection).finally(() => {
    connection.search = null
  })
  return connection.search
}

async function search(connection: Connection): Promise<void> {
  if (connection.asked.size === 0) return
  const known = new Set(await connection.admin.listTopics())
  if ([...connection.asked].some((topic) => !known.has(topic))) await renew(connection)
}

/** Closes the connections; the cluster goes on. */
export async function disconnect({ admin, producer }: Connection): Promise<void> {
  await Promise.allSettled([admin.disconnect(), producer?.producer.disconnect()])
}

/** Asking for any group makes the coordinator create and load its topic: 0.1 s that the first join need not wait. */
async function warmUp(admin: Admin): Promise<void> {
  await describeGroups(admin, ['warm-up']).catch(() => {})
}
