import { nameProblem } from './names.js'
import { anything, checkedOptions, readable } from './options.js'
import { shown } from './shown.js'

/** Try a message again, after pauses that double. Plain data: see `retry`. */
export interface Retry {
  readonly kind: 'retry'
  /** How many times more, after the first. */
  readonly times: number
  /** The pause before the first of them, in ms. */
  readonly backoffMs: number
  /** What to do when none of them helped. */
  readonly otherwise: 'stop' | 'skip' | DeadLetter
}

/** Put a message that cannot be handled into a topic of such messages. Plain data: see `deadLetter`. */
export interface DeadLetter {
  readonly kind: 'dead letter'
  readonly topic: string
}

/** What a member does with a message whose handler fails. */
export type OnError = 'stop' | 'skip' | Retry | DeadLetter

/** How a message is tried again. */
export interface RetryOptions {
  /** Default 3, at most 100. */
  readonly times?: number
  /** Default 50 ms, at most 10 s. */
  readonly backoffMs?: number
  /** What to do when none of them helped; default 'stop', which keeps the order and loses nothing. */
  readonly otherwise?: 'stop' | 'skip' | DeadLetter
}

/** The most that is waited between two tries, in ms: doubled seven times, 50 ms are 6.4 s. */
const longestMs = 10_000

/**
 * Tries a failing message again, `times` more, with a pause before each: `backoffMs`, then twice as long each time, up
 * to 10 s. The partition waits meanwhile, so that its order is kept. What still fails is stopped at, or treated as `otherwise` says.
 *
 *     await worker.handle(chargeCard, { onError: retry({ times: 3, backoffMs: 50 }) })
 *
 * Throws a sentence for numbers out of their bounds.
 */
export function retry(options: RetryOptions = {}): Retry {
  const known = { times: anything, backoffMs: anything, otherwise: readable }
  const {
    times = 3,
    backoffMs = 50,
    otherwise = 'stop',
  } = checkedOptions<RetryOptions>(options, known, 'Cannot retry')
  if (!Number.isSafeInteger(times) || times < 1 || times > 100)
    throw new Error(
      `Cannot retry ${shown(times)} times: wanted a whole number from 1 to 100. Write retry({ times: 3 }).`,
    )
  if (typeof backoffMs !== 'number' || !(backoffMs >= 0 && backoffMs <= longestMs))
    throw new Error(
      `Cannot retry after ${shown(backoffMs)} ms: wanted a number from 0 to ${longestMs}. Write retry({ backoffMs: 50 }).`,
    )
  if (
    otherwise !== 'stop' &&
    otherwise !== 'skip' &&
    (otherwise as DeadLetter | null)?.kind !== 'dead letter'
  )
    throw new Error(
      `Cannot retry and otherwise ${shown(otherwise)}: wanted 'stop', 'skip' or deadLetter('a topic'). Name one of these.`,
    )
  return { kind: 'retry', times, backoffMs, otherwise }
}

/**
 * Sends a failing message to a dead letter queue, a topic of its own, and acknowledges it, so that its partition goes
 * on: the price is its place in the order. The queue must exist. The word is Kafka Connect's.
 *
 *     await worker.handle(chargeCard, { onError: deadLetter('order-processing.DLQ') })
 *
 * Throws a sentence for a name that no topic can have.
 */
export function deadLetter(topic: string): DeadLetter {
  const problem = nameProblem(topic)
  if (problem !== null)
    throw new Error(
      `Cannot use ${shown(topic)} as a dead letter queue: the name will not do: ${problem}. Name a topic that the lab has provisioned.`,
    )
  return { kind: 'dead letter', topic }
}

/** The pause before a retry, in ms: the first is number 1. */
export function pauseBefore({ backoffMs }: Pick<Retry, 'backoffMs'>, number: number): number {
  return Math.min(backoffMs * 2 ** (number - 1), longestMs)
}

/** What is done when all tries of a message have failed. */
export function lastResort(onError: OnError): 'stop' | 'skip' | DeadLetter {
  return typeof onError === 'object' && onError.kind === 'retry' ? onError.otherwise : onError
}

/** Why something is no way to treat an error, to be read after a colon; null when it is one. */
export function onErrorProblem(onError: unknown): string | null {
  if (onError === 'stop' || onError === 'skip') return null
  const { kind } = (onError ?? {}) as { kind?: unknown }
  if (kind === 'retry' || kind === 'dead letter') return null
  return `wanted 'stop', 'skip', retry({ times, backoffMs }) or deadLetter('a topic'), found ${shown(onError)}`
}
