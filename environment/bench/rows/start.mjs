// @ts-check
// Brokers from spawn to their first answers, and what one takes of the memory: the lab's against the same Kafka started by java alone.
import { bareKafkajs, untilAnswered } from '../bare-client.mjs'
import { timed } from '../measure.mjs'
import { formatted, startPlain } from '../plain-kafka.mjs'
import { residentMB } from '../resident.mjs'

const against = 'the same Kafka, started by java with no option'
const common = /** @type {const} */ ({ against, repetitions: 5 })

/** @type {import('../measure.mjs').Row[]} */
export const startRows = [
  {
    name: 'start',
    what: 'a broker, from spawn to its first answered request',
    unit: 'ms',
    target: { ratio: { atMost: 0.35 } },
    ...common,
    ours: async (kit) => (await oneOurs(kit)).ms,
    reference: async (kit) => (await onePlain(kit)).ms,
  },
  {
    name: 'start-resident',
    what: 'memory that a broker has taken when it answers',
    unit: 'MB',
    target: { value: { atMost: 200 } },
    ...common,
    ours: async (kit) => (await oneOurs(kit)).mb,
    reference: async (kit) => (await onePlain(kit)).mb,
  },
  {
    name: 'start-three',
    what: 'three brokers and their controller, from spawn until each answers',
    unit: 'ms',
    target: { ratio: { atMost: 1.2 } },
    ...common,
    against: `one of ${against}`,
    ours: async (kit) => (await startedOurs(kit, 3)).ms,
    reference: async (kit) => (await startedPlain(kit)).ms,
  },
]

/**
 * One start serves both rows of one broker.
 * @param {import('../kit.mjs').Kit} kit
 */
const oneOurs = (kit) => kit.remembered(`start ours ${kit.turn}`, () => startedOurs(kit))

/** @param {import('../kit.mjs').Kit} kit */
const onePlain = (kit) => kit.remembered(`start plain ${kit.turn}`, () => startedPlain(kit))

/**
 * @param {import('../kit.mjs').Kit} kit
 * @param {1 | 3} [brokers]
 */
async function startedOurs(kit, brokers = 1) {
  const { startEmbedded } = await kit.module('cluster/embedded.js')
  let pid = 0
  const ms = await timed(async () => {
    const cluster = await startEmbedded({ brokers })
    kit.atEnd(() => cluster.close())
    pid = cluster.nodes[0].process.pid
    for (const address of cluster.brokers) await untilAnswered(bareKafkajs(address))
  })
  return { ms, mb: residentMB(pid) }
}

/** @param {import('../kit.mjs').Kit} kit */
async function startedPlain(kit) {
  const place = await formatted(kit.surroundings)
  let pid = 0
  const ms = await timed(async () => {
    const plain = startPlain(kit.surroundings, place)
    kit.atEnd(plain.end)
    pid = plain.pid
    await untilAnswered(bareKafkajs(plain.address))
  })
  return { ms, mb: residentMB(pid) }
}
