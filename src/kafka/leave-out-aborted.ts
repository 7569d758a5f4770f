import type { Kafka } from 'kafkajs'
import { abortedOffsets } from '../model/aborted.js'
import { changeInner, type FetchedPartition, type InnerBroker } from './inner-cluster.js'
import { safeOffset } from './topics.js'

/** The key of the control record that aborts a transaction: version 0, type 0. */
const abortKey = Buffer.alloc(4)

const mended = new WeakSet<InnerBroker>()

/**
 * Lets the consumers of this `kafka` leave out what was aborted, all of it. kafkajs 2.2.4 takes the aborted transactions
 * in the order in which Kafka lists them, which is that of their ends, and at most one a record: where transactions
 * overlap it hands out messages of aborted ones.
 */
export function leaveOutAborted(kafka: Kafka): void {
  changeInner(kafka, (cluster) => {
    const { findBroker } = cluster
    cluster.findBroker = async (by) => {
      const broker = await findBroker.call(cluster, by)
      if (mended.has(broker)) return broker
      mended.add(broker)
      const { fetch } = broker
      broker.fetch = async (request) => {
        const answer = await fetch.call(broker, request)
        for (const { partitions } of answer.responses) for (const each of partitions) mark(each)
        return answer
      }
      return broker
    }
  })
}

/** Marks what was aborted as kafkajs marks control records: it passes over them, and its position goes on behind them. */
function mark(partition: FetchedPartition): void {
  const { abortedTransactions, messages } = partition
  if (abortedTransactions === null || abortedTransactions.length === 0) return
  const aborted = abortedOffsets(
    messages.map(({ offset, key, isControlRecord, batchContext }) => ({
      offset: safeOffset(offset),
      producerId: batchContext.producerId,
      inTransaction: batchContext.inTransaction,
      isAbortMarker: isControlRecord && key !== null && abortKey.equals(key),
    })),
    abortedTransactions.map(({ producerId, firstOffset }) => ({
      producerId,
      firstOffset: safeOffset(firstOffset),
    })),
  )
  for (const message of messages) if (aborted.has(safeOffset(message.offset))) message.isControlRecord = true
  partition.abortedTransactions = []
}
