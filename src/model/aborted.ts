/** A record as a fetch brings it: who wrote it, and whether it ends that producer's transaction by an abort. */
export interface FetchedRecord {
  readonly offset: number
  readonly producerId: string
  readonly inTransaction: boolean
  readonly isAbortMarker: boolean
}

/** A transaction of a producer that was aborted, and the offset of its first record in a partition. */
export interface AbortedTransaction {
  readonly producerId: string
  readonly firstOffset: number
}

/**
 * The offsets of the records that belong to aborted transactions. `records` are those of one fetch, by offset; `aborted`
 * comes in any order: Kafka lists these transactions in the order in which they were aborted.
 *
 *     abortedOffsets(records, [{ producerId: '7', firstOffset: 3 }])
 *
 * Source: the Java client's CompletedFetch, which queues them by their first offset.
 */
export function abortedOffsets(
  records: readonly FetchedRecord[],
  aborted: readonly AbortedTransaction[],
): Set<number> {
  const waiting = [...aborted].sort((a, b) => a.firstOffset - b.firstOffset)
  const open = new Set<string>()
  const offsets = new Set<number>()
  for (const { offset, producerId, inTransaction, isAbortMarker } of records) {
    while ((waiting[0]?.firstOffset ?? Number.POSITIVE_INFINITY) <= offset)
      open.add(waiting.shift()?.producerId ?? '')
    if (isAbortMarker) open.delete(producerId)
    else if (inTransaction && open.has(producerId)) offsets.add(offset)
  }
  return offsets
}
