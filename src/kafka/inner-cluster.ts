import type { Kafka, RetryOptions } from 'kafkajs'

/** What a broker answers to a fetch, as kafkajs decodes it. */
export interface FetchAnswer {
  readonly responses: readonly {
    readonly partitions: readonly FetchedPartition[]
  }[]
}

/** The part of an answer that is about one partition; kafkajs makes a batch of it. */
export interface FetchedPartition {
  abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[] | null
  readonly messages: readonly {
    readonly offset: string
    readonly key: Buffer | null
    /** kafkajs hands no control record to a consumer. */
    isControlRecord: boolean
    readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean }
  }[]
}

/** A request as kafkajs sends it to one broker, and how it reads the answer. */
export interface AskedOfBroker {
  readonly request: { readonly apiName: string }
  readonly response: {
    /** Throws what the broker refuses; only answers to Metadata are looked at here. */
    parse(data: MetadataAnswer): Promise<unknown>
  }
}

/** What a broker answers to a request for metadata, as kafkajs decodes it. */
export interface MetadataAnswer {
  readonly topicMetadata: readonly { readonly partitionMetadata: readonly object[] }[]
}

/** One socket's worth of a connection to a broker. */
export interface InnerConnection {
  isConnected(): boolean
  disconnect(): Promise<unknown>
  /** Refuses what was asked on it and is not answered. */
  rejectRequests(problem: Error): void
}

/** kafkajs' connection to one broker. */
export interface InnerBroker {
  fetch(request: object): Promise<FetchAnswer>
  readonly connectionPool: {
    readonly host: string
    readonly port: number
    readonly pool: readonly InnerConnection[]
    send(asked: AskedOfBroker): Promise<unknown>
  }
}

/** What the coordinator of a transaction or a group is asked. */
export type AskedOfCoordinator =
  | 'initProducerId'
  | 'addPartitionsToTxn'
  | 'addOffsetsToTxn'
  | 'txnOffsetCommit'
  | 'endTxn'
  | 'heartbeat'
  | 'offsetCommit'
  | 'offsetFetch'
  | 'leaveGroup'

/** kafkajs' connection to the coordinator of a transaction or a group. */
export type InnerCoordinator = Record<AskedOfCoordinator, (request: object) => Promise<unknown>>

/** What kafkajs' inner cluster has and its clients give no way to change. */
export interface InnerCluster {
  /** Of ListOffsets: 0 counts to the high watermark; undefined is kafkajs' own, to the last stable offset. */
  isolationLevel: number | undefined
  /** Of requests to a transaction coordinator; kafkajs leaves it out, which means its defaults: 300 ms before the second try. */
  retry: RetryOptions | undefined
  findBroker(by: { readonly nodeId: string }): Promise<InnerBroker>
  findGroupCoordinator(by: object): Promise<InnerCoordinator>
  readonly brokerPool: { createBroker(options: object): InnerBroker }
}

/** Changes every connection to a broker that the clients of this `kafka` will make. Throws as `changeInner` does. */
export function changeBrokers(kafka: Kafka, change: (broker: InnerBroker) => void): void {
  changeInner(kafka, ({ brokerPool }) => {
    const { createBroker } = brokerPool
    brokerPool.createBroker = (options) => {
      const broker = createBroker.call(brokerPool, options)
      change(broker)
      return broker
    }
  })
}

/**
 * Changes every cluster that the clients of this `kafka` will be made on. It reaches for a private symbol of kafkajs
 * 2.2.4; throws a sentence where that is not there.
 */
export function changeInner(kafka: Kafka, change: (cluster: InnerCluster) => void): void {
  const inner = kafka as unknown as Record<symbol, (options: object) => InnerCluster>
  const name = Object.getOwnPropertySymbols(kafka).find((each) => each.description?.endsWith('createCluster'))
  const create = name === undefined ? undefined : inner[name]
  if (name === undefined || create === undefined)
    throw new Error(
      'Cannot change how kafkajs asks brokers, fetches and retries: wanted the inner createCluster of kafkajs 2.2.4, found none. ' +
        'Install the version of kafkajs that package-lock.json names.',
    )
  inner[name] = (options) => {
    const cluster = create(options)
    change(cluster)
    return cluster
  }
}
