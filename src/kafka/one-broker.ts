import type { Admin } from 'kafkajs'
import type { KafkaNode } from '../cluster/node.js'
import { createClient } from './client.js'
import { hearOfLeaderless } from './leaderless.js'
import { wires } from './wires.js'

/** A broker that answers does so in milliseconds. */
const answerWithinMs = 1_000

/**
 * An admin client that asks one broker and no other, once a call. kafkajs turns to any broker of which it has heard, a frozen one
 * too: here each way leads to the same. It is not connected; whoever makes it disconnects it.
 */
export function adminOfOne({ brokerPort }: KafkaNode): Admin {
  const { factory } = wires({ silentMs: answerWithinMs })
  const kafka = createClient({
    to: { brokers: [`127.0.0.1:${brokerPort}`], security: null },
    clientId: 'kafka-groups-lab',
    socketFactory: (to) => factory({ ...to, port: brokerPort ?? to.port }),
    retries: 0,
    requestTimeoutMs: answerWithinMs,
  })
  hearOfLeaderless(kafka)
  return kafka.admin()
}
