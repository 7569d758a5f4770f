import type { Message as KafkaJsMessage, PartitionMetadata } from 'kafkajs'

/** Asks how many in-sync replicas a topic wants at least for acks=all; null when that cannot be learnt. */
export type AskLeast = () => Promise<number | null>

/** What a retry sees of a partition. Brokers older than Kafka 1.0 do not say which replicas are offline. */
export type PartitionSeen = Pick<PartitionMetadata, 'partitionId' | 'isr' | 'replicas' | 'offlineReplicas'>

/** Kafka's words for NOT_ENOUGH_REPLICAS, with what was found. */
export class TooFewInSync extends Error {
  override readonly name = 'TooFewInSync'
}

/**
 * Notices that a request is refused for want of in-sync replicas. kafkajs keeps that answer to itself and tries again for 5 s;
 * but it looks at the partitions anew before each try, and these say what the broker complained of. Where enough
 * brokers are there that could come into sync, it may go on: after a change of leaders followers take a moment.
 */
export interface Watch {
  /** Watches the messages of a request that is about to be sent with acks=all, until what it returns is called. */
  begin(messages: readonly KafkaJsMessage[], askLeast: AskLeast): () => void
  /** Is told that a message is tried again. Throws a TooFewInSync, which kafkajs does not retry, when too few are in sync and can be. */
  again(message: KafkaJsMessage, partition: PartitionSeen): void
}

/** A request that is under way, and whether it was asked, and learnt, how many in-sync replicas its topic wants. */
interface Watched {
  readonly messages: readonly KafkaJsMessage[]
  readonly ask: AskLeast
  asked: boolean
  least: number | null
}

/** A watch for one producer. */
export function watchInSync(): Watch {
  // Looked through when a message is tried again, which is rare; a list of all messages that are sent would cost each of them.
  const underWay = new Set<Watched>()
  return {
    begin(messages, ask) {
      const request: Watched = { messages, ask, asked: false, least: null }
      underWay.add(request)
      return () => void underWay.delete(request)
    },
    again(message, { partitionId, isr, replicas, offlineReplicas }) {
      const request = [...underWay].findLast(({ messages }) => messages.includes(message))
      if (request === undefined) return
      if (!request.asked) {
        request.asked = true
        const learn = (least: number | null): void => {
          request.least = least
        }
        request.ask().then(learn, () => learn(null))
      }
      // With fewer replicas than that Kafka asks for all of them: KIP-966.
      const least = Math.min(request.least ?? 0, replicas.length)
      const canBe = offlineReplicas === undefined ? isr.length : replicas.length - offlineReplicas.length
      if (isr.length < least && canBe < least)
        throw new TooFewInSync(
          `Messages are rejected since there are fewer in-sync replicas than required (P${partitionId} has ${isr.length}, and min.insync.replicas is ${request.least})`,
        )
    },
  }
}
