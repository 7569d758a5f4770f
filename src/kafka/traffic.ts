import { due } from '../model/pace.js'
import { shown } from '../model/shown.js'
import { wordsOf } from '../model/thrown.js'
import { onInterrupt, pause } from '../wait.js'
import { type BackgroundWork, begun, failWork, goesOn, replaceFormer } from './background.js'
import { type Confirmed, gapAt, nothingConfirmed, putConfirmed } from './confirmed.js'
import { encodeAll } from './encode.js'
import { mustExist } from './existing.js'
import { createProducer, type NewMessage, type TracingProducer } from './produce.js'
import { type Acks, checkedSending, type HowToSend } from './produce-options.js'
import { sendBy } from './producing.js'
import type { Provisioning } from './provisioning.js'
import { untilSent } from './resend.js'
import { inTurn } from './turns.js'

/** What traffic is made of. */
export interface TrafficOptions {
  /** How many messages a second; default 50, at most 10 000. */
  readonly perSecond?: number
  /** Makes the n-th message, from 1 on; default: keys user-1 to user-12 in turn, values { id: n, at, text }. */
  readonly message?: (n: number) => NewMessage
  /** Whose word counts, as in `produce`: 'all' (default) in-sync replicas, or 1, the leader alone. */
  readonly acks?: Acks
}

/** Messages that are produced in the background: state only. */
export interface TrafficState extends BackgroundWork {
  readonly topic: string
  readonly perSecond: number
  readonly confirmed: Confirmed
  /** Messages that are under way, or of which the traffic gave up the answer when it failed. */
  unconfirmed: number
  /** How long it has run, without its pauses, in ms. */
  activeMs: number
}

/** How often what is due is sent, in one go. */
const pieceMs = 50

const mostPerSecond = 10_000

/** One request, if its messages are not large. */
const pieceMessages = 500

/** How long messages are sent again and again. Choosing a leader takes about 1 s. */
const resendForMs = 30_000

/**
 * Starts to produce to a topic that exists, by a producer of its own, and returns when the broker has confirmed the first
 * message. A traffic that goes on there already is ended first. After a stall it sends at most what one second brings.
 * What a broker does not confirm, because its leader is gone or too few replicas are in sync, is sent again for 30 s, to the
 * same partition: it may stand there twice, and nothing that was confirmed is sent again.
 */
export async function startTraffic(
  lab: Provisioning,
  topic: string,
  { perSecond = 50, message = userMessage, acks = 'all' }: TrafficOptions = {},
): Promise<TrafficState> {
  if (!(typeof perSecond === 'number' && perSecond > 0 && perSecond <= mostPerSecond))
    throw new TypeError(
      `Cannot send traffic to '${topic}' at ${shown(perSecond)} messages a second: wanted a number above 0, at most ${mostPerSecond}. ` +
        'Give perSecond like 50, or leave it out.',
    )
  const how = checkedSending({ acks, batchSize: pieceMessages }, `Cannot send traffic to '${topic}'`)
  return inTurn(lab.turns, `traffic ${topic}`, async () => {
    const { connection, traffics } = lab
    await mustExist(connection, [topic], `Cannot send traffic to '${topic}'`)
    await replaceFormer(traffics.get(topic))
    const traffic: TrafficState = {
      ...begun(`the traffic on '${topic}'`),
      ...{ topic, perSecond, confirmed: nothingConfirmed(), unconfirmed: 0, activeMs: 0 },
    }
    traffics.set(topic, traffic)
    lab.topics.add(topic)
    const unhook = onInterrupt(() => {
      if (traffic.status === 'running') traffic.status = 'paused'
    })
    const opening = createProducer(connection.kafka)
    const sending = opening.then((by): Sending => ({ lab, traffic, by, message, how }))
    const first = sending.then((each) => sendNext(each, 1, 0))
    traffic.over = first
      .then(async () => keepSending(await sending))
      .catch((problem: unknown) => {
        traffic.confirmed.longestGapMs = gapAt(traffic.confirmed, performance.now())
        failWork(traffic, reasonOf(traffic, problem), problem)
      })
      .finally(async () => {
        unhook()
        await (await opening).producer.disconnect()
      })
      .catch(() => {})
    await first
    return traffic
  })
}

/** What a traffic sends with. */
interface Sending {
  readonly lab: Provisioning
  readonly traffic: TrafficState
  readonly by: TracingProducer
  readonly message: (n: number) => NewMessage
  readonly how: HowToSend
}

/** Sends what is due until the traffic is over. */
async function keepSending(sending: Sending): Promise<void> {
  const { traffic } = sending
  let owed = 0
  let last = performance.now()
  for (;;) {
    await pause(pieceMs)
    if (!goesOn(traffic)) return
    const sinceMs = performance.now() - last
    last += sinceMs
    if (traffic.status === 'paused') {
      traffic.confirmed.lastAtMs = null
      continue
    }
    traffic.activeMs += sinceMs
    const { now, owed: rest } = due(owed, sinceMs, traffic.perSecond)
    owed = rest
    for (let left = now; left > 0 && goesOn(traffic); left -= pieceMessages)
      await sendNext(sending, Math.min(left, pieceMessages), resendForMs)
  }
}

/** Sends the next messages; what is not confirmed, and may be yet, again for `resendForMs`. */
async function sendNext(
  { lab, traffic, by, message, how }: Sending,
  count: number,
  timeoutMs: number,
): Promise<void> {
  const { topic, confirmed } = traffic
  const messages = Array.from({ length: count }, (_, at) =>
    messageAt(topic, message, confirmed.sent + at + 1),
  )
  // The same objects each time: the producer remembers on them which partition it chose.
  const { ready } = encodeAll(topic, messages)
  traffic.unconfirmed = count
  const placed: Parameters<typeof sendBy>[5] = new Map()
  const { places } = await untilSent(
    `'${topic}' to take messages`,
    () => sendBy(lab, by, topic, ready, how, placed),
    () => traffic.status === 'ended' || lab.connection.cluster.dead() !== null,
    { timeoutMs, everyMs: pieceMs, background: true },
  )
  traffic.unconfirmed = 0
  putConfirmed(confirmed, places, performance.now())
}

function reasonOf({ topic, confirmed, unconfirmed }: TrafficState, problem: unknown): string {
  const open = unconfirmed === 0 ? '' : ` and ${unconfirmed} unconfirmed`
  return `The traffic on '${topic}' has failed with ${confirmed.sent} messages sent${open}: ${wordsOf(problem).replace(/\.$/, '')}. When that is mended, run its cell again.`
}

/** What the reader's own function makes. Of the first message a cell waits for, it is said in a sentence when it fails. */
function messageAt(topic: string, message: (n: number) => NewMessage, n: number): NewMessage {
  try {
    return message(n)
  } catch (cause) {
    if (n > 1) throw cause
    throw new Error(
      `Cannot send traffic to '${topic}': its message(${n}) fails: ${wordsOf(cause).replace(/\.$/, '')}. Mend that function and run the cell again.`,
      { cause },
    )
  }
}

function userMessage(n: number): NewMessage {
  const key = `user-${((n - 1) % 12) + 1}`
  return { key, value: { id: n, at: new Date().toISOString(), text: `message ${n}, from ${key}` } }
}
