import type { Kafka, RetryOptions } from 'kafkajs'

/** What kafkajs' inner cluster has and its clients give no way to set. */
interface InnerCluster {
  /** Of ListOffsets: 0 counts to the high watermark; undefined is kafkajs' own, to the last stable offset. */
  isolationLevel: number | undefined
  /** Of requests to a transaction coordinator; kafkajs leaves it out, which means its defaults: 300 ms before the second try. */
  retry: RetryOptions | undefined
}

type Create = (options: object) => InnerCluster

/**
 * Sets these fields of every cluster that the clients of this `kafka` will be made on. It reaches for a private symbol
 * of kafkajs 2.2.4; throws a sentence where that is not there.
 */
export function setInner(kafka: Kafka, fields: Partial<InnerCluster>): void {
  const inner = kafka as unknown as Record<symbol, Create>
  const name = Object.getOwnPropertySymbols(kafka).find((each) => each.description?.endsWith('createCluster'))
  const create = name === undefined ? undefined : inner[name]
  if (name === undefined || create === undefined)
    throw new Error(
      'Cannot set how kafkajs asks for offsets and retries transactions: wanted the inner createCluster of kafkajs 2.2.4, found none. ' +
        'Install the version of kafkajs that package-lock.json names.',
    )
  inner[name] = (options) => Object.assign(create(options), fields)
}
