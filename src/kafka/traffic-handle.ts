import { printed } from '../model/printed.js'
import { goesOn, stopWork, type WorkStatus } from './background.js'
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
      return state.sent
    },
    async stop() {
      await stopWork(cluster, state)
      const total: TrafficTotal = { sent: state.sent, seconds: state.activeMs / 1_000 }
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
  const { topic, perSecond, sent, status, end } = state
  if (end !== null) return end
  if (status === 'stopped') return `the traffic on '${topic}' was stopped: ${amount(state)}`
  const pace = `${perSecond} messages a second, ${sent} so far`
  return status === 'running'
    ? `traffic on '${topic}': ${pace}; stop() ends it`
    : `traffic on '${topic}', paused by the stop button: ${pace}; call resume(), or run its cell again`
}

function amount({ topic, sent, activeMs }: TrafficState): string {
  return `${sent} sent to ${topic} in ${(activeMs / 1_000).toFixed(1)} s`
}
