import { printed } from '../model/printed.js'
import { goesOn, stopWork, type WorkStatus } from './background.js'
import { type Acknowledged, gapAt, mostAcknowledged } from './confirmed.js'
import type { Connection } from './connection.js'
import type { TrafficState } from './traffic.js'

/** Messages that are produced in the background, as `lab.traffic` returns them. */
export interface Traffic {
  readonly topic: string
  /** 'paused': the stop button was pressed; run its cell again, or call `resume()`. */
  readonly status: WorkStatus
  /** Messages that the broker has confirmed so far. */
  readonly sent: number
  /**
   * The messages that the broker has confirmed, at most the first 100 000, so that a reader can look for each of them:
   *
   *     const read = new Set((await auditor.receive()).map((message) => message.value.id))
   *     traffic.acknowledged.filter(({ id }) => !read.has(id))   // none may be missing
   */
  readonly acknowledged: readonly Acknowledged[]
  /**
   * Messages that are under way, or of which the traffic gave up the answer when it failed: they may stand in the
   * topic or not, once or twice.
   */
  readonly unconfirmed: number
  /**
   * The longest time in which the broker confirmed nothing, in ms, pauses by the stop button left out. Above 50: the
   * messages go out in pieces every 50 ms, and at less than 20 a second further apart.
   */
  readonly longestGapMs: number
  /**
   * Ends it, and returns when no message is on its way any more. Again says the same.
   *
   *     await traffic.stop()   // 500 sent to orders in 10.0 s
   *
   * Throws a sentence, with the cause, when the traffic has failed before.
   */
  stop(): Promise<TrafficTotal>
  /** Goes on after the stop button has paused it; nothing while it runs. Throws a sentence when it is over. */
  resume(): void
}

/** What a traffic came to. */
export interface TrafficTotal {
  /** Messages that the broker has confirmed. */
  readonly sent: number
  /** How long it ran, without its pauses. */
  readonly seconds: number
}

/** Wraps a traffic in the verbs of a notebook. */
export function trafficOf({ cluster }: Connection, state: TrafficState): Traffic {
  const { topic } = state
  const traffic: Traffic = {
    topic,
    get status() {
      return state.status
    },
    get sent() {
      return state.confirmed.sent
    },
    get acknowledged() {
      return listOf(state)
    },
    get unconfirmed() {
      return state.unconfirmed
    },
    get longestGapMs() {
      return gapAt(state.confirmed, goesOn(state) ? performance.now() : Number.NEGATIVE_INFINITY)
    },
    async stop() {
      await stopWork(cluster, state)
      const total: TrafficTotal = { sent: state.confirmed.sent, seconds: state.activeMs / 1_000 }
      return printed(total, () => `${amount(state)}${state.end === null ? '' : `. ${state.end}`}`)
    },
    resume() {
      if (!goesOn(state))
        throw new Error(
          state.end ??
            `The traffic on '${topic}' cannot go on: it was stopped. Run its cell again for a new one.`,
        )
      state.status = 'running'
    },
  }
  return printed(traffic, () => lineOf(state))
}

function lineOf(state: TrafficState): string {
  const { topic, perSecond, confirmed, status, end } = state
  if (end !== null) return end
  if (status === 'stopped') return `the traffic on '${topic}' was stopped: ${amount(state)}`
  const pace = `${perSecond} messages a second, ${confirmed.sent} so far`
  return status === 'running'
    ? `traffic on '${topic}': ${pace}; stop() ends it`
    : `traffic on '${topic}', paused by the stop button: ${pace}; call resume(), or run its cell again`
}

/** A copy, so that it stays as it was when it was asked for. */
function listOf({ topic, confirmed }: TrafficState): Acknowledged[] {
  const { sent, acknowledged } = confirmed
  const rest = sent > mostAcknowledged ? `, the first of ${sent}` : ''
  return printed([...acknowledged], () => `${acknowledged.length} messages acknowledged on ${topic}${rest}`)
}

function amount({ topic, confirmed, activeMs }: TrafficState): string {
  return `${confirmed.sent} sent to ${topic} in ${(activeMs / 1_000).toFixed(1)} s`
}
