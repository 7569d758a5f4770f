import { inspect } from 'node:util'
import { due } from '../model/pace.js'
import { onInterrupt, pause } from '../wait.js'
import { type BackgroundWork, endWork, failWork, goesOn } from './background.js'
import { encodeAll } from './encode.js'
import { mustExist } from './existing.js'
import { createProducer, type NewMessage, type TracingProducer } from './produce.js'
import { sendBy } from './producing.js'
import type { Provisioning } from './provisioning.js'
import { wordsOf } from './thrown.js'
import { inTurn } from './turns.js'

/** What traffic is made of. */
export interface TrafficOptions {
  /** How many messages a second; default 50, at most 10 000. */
  readonly perSecond?: number
  /** Makes the n-th message, from 1 on; default: keys user-1 to user-12 in turn, values { id: n, at, text }. */
  readonly message?: (n: number) => NewMessage
}

/** Messages that are produced in the background: state only. */
export interface TrafficState extends BackgroundWork {
  readonly topic: string
  readonly perSecond: number
  /** Messages that the broker has confirmed. */
  sent: number
  /** How long it has run, without its pauses, in ms. */
  activeMs: number
}

/** How often what is due is sent, in one go. */
const pieceMs = 50

const mostPerSecond = 10_000

/**
 * Starts to produce to a topic that exists, by a producer of its own, and returns when the broker has confirmed the first
 * message. A traffic that goes on there already is ended first. After a stall it sends at most what one second brings.
 */
export async function startTraffic(
  lab: Provisioning,
  topic: string,
  { perSecond = 50, message = userMessage }: TrafficOptions = {},
): Promise<TrafficState> {
  if (!(typeof perSecond === 'number' && perSecond > 0 && perSecond <= mostPerSecond))
    throw new TypeError(
      `Cannot send traffic to '${topic}' at ${inspect(perSecond)} messages a second: wanted a number above 0, at most ${mostPerSecond}. ` +
        'Give perSecond like 50, or leave it out.',
    )
  return inTurn(lab.turns, `traffic ${topic}`, async () => {
    const { connection, traffics } = lab
    await mustExist(connection, [topic], `Cannot send traffic to '${topic}'`)
    const former = traffics.get(topic)
    if (former !== undefined)
      await endWork(
        former,
        `the traffic on '${topic}'`,
        `The traffic on '${topic}' was replaced by one that began later: stop that one.`,
      )
    const traffic: TrafficState = {
      topic,
      perSecond,
      sent: 0,
      activeMs: 0,
      status: 'running',
      end: null,
      cause: null,
      over: Promise.resolve(),
    }
    traffics.set(topic, traffic)
    lab.topics.add(topic)
    const unhook = onInterrupt(() => {
      if (traffic.status === 'running') traffic.status = 'paused'
    })
    const opening = createProducer(connection.kafka)
    const first = opening.then((by) => sendNext(lab, traffic, by, message, 1))
    traffic.over = first
      .then(async () => keepSending(lab, traffic, await opening, message))
      .catch((problem: unknown) => failWork(traffic, reasonOf(traffic, problem), problem))
      .finally(async () => {
        unhook()
        await (await opening).producer.disconnect()
      })
      .catch(() => {})
    await first
    return traffic
  })
}

/** Sends what is due until the traffic is over. */
async function keepSending(
  lab: Provisioning,
  traffic: TrafficState,
  by: TracingProducer,
  message: (n: number) => NewMessage,
): Promise<void> {
  const { perSecond } = traffic
  let owed = 0
  let last = performance.now()
  for (;;) {
    await pause(pieceMs)
    if (!goesOn(traffic)) return
    const sinceMs = performance.now() - last
    last += sinceMs
    if (traffic.status === 'paused') continue
    traffic.activeMs += sinceMs
    const { now, owed: rest } = due(owed, sinceMs, perSecond)
    owed = rest
    if (now > 0) await sendNext(lab, traffic, by, message, now)
  }
}

async function sendNext(
  lab: Provisioning,
  traffic: TrafficState,
  by: TracingProducer,
  message: (n: number) => NewMessage,
  count: number,
): Promise<void> {
  const { topic, sent } = traffic
  const messages = Array.from({ length: count }, (_, at) => message(sent + at + 1))
  const { places } = await sendBy(lab, by, topic, encodeAll(topic, messages))
  traffic.sent += places.length
}

function reasonOf({ topic, sent }: TrafficState, problem: unknown): string {
  return `The traffic on '${topic}' has failed with ${sent} messages sent: ${wordsOf(problem).replace(/\.$/, '')}. When that is mended, run its cell again.`
}

function userMessage(n: number): NewMessage {
  const key = `user-${((n - 1) % 12) + 1}`
  return { key, value: { id: n, at: new Date().toISOString(), text: `message ${n}, from ${key}` } }
}
