import { nameProblem } from '../model/names.js'
import { shown } from '../model/shown.js'
import { brokerSetting } from './brokers.js'
import type { Connection } from './connection.js'

/** How a transaction is begun. */
export interface TransactionOptions {
  /**
   * How long it may be open, in ms from the first message or position in it; then the broker aborts it. Default 2000:
   * so long a crashed producer holds readers back. Kafka's own default is 60 000, and brokers accept up to
   * `transaction.max.timeout.ms`, by default 900 000.
   */
  readonly timeoutMs?: number
}

/** The options with their defaults. Throws a sentence for an id, or a time-out, with which no transaction can be begun. */
export function checkedTransaction(
  id: string,
  options: TransactionOptions = {},
): Required<TransactionOptions> {
  const problem = nameProblem(id, 'transactional id')
  if (problem !== null)
    throw new Error(
      `Cannot begin a transaction: the transactional id will not do: ${problem}. Choose another.`,
    )
  const { timeoutMs = 2_000 } = options
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1)
    throw new TypeError(
      `Cannot begin transaction '${id}' with a time-out of ${shown(timeoutMs)}: wanted a whole number of ms from 1 on. ` +
        'Give timeoutMs like 2000, or leave it out.',
    )
  return { timeoutMs }
}

/** The longest time that Kafka's protocol can carry: 32 bits. */
const longestMs = 2 ** 31 - 1

/**
 * Does what makes a broker judge the time-out of a transaction. The broker is the judge, as its limit is its own to know;
 * what it refuses, and what cannot even be asked, is said in a sentence, with that limit where it may be read.
 */
export async function withTimeout<T>(
  { admin }: Pick<Connection, 'admin'>,
  id: string,
  timeoutMs: number,
  ask: () => Promise<T>,
): Promise<T> {
  const refused = async (cause?: unknown): Promise<Error> =>
    new Error(
      `Cannot begin transaction '${id}' with a time-out of ${timeoutMs} ms: the brokers accept ${await limitOf(admin)}. ` +
        'Give a shorter timeoutMs, like 2000, or leave it out.',
      { cause },
    )
  if (timeoutMs > longestMs) throw await refused()
  try {
    return await ask()
  } catch (problem) {
    if ((problem as { type?: string }).type !== 'INVALID_TRANSACTION_TIMEOUT') throw problem
    throw await refused(problem)
  }
}

async function limitOf(admin: Connection['admin']): Promise<string> {
  const setting = 'transaction.max.timeout.ms'
  try {
    const { brokers } = await admin.describeCluster()
    const limit = await brokerSetting(admin, brokers[0]?.nodeId ?? 0, setting)
    if (limit !== null) return `at most ${limit} ms (${setting})`
  } catch (problem) {
    if ((problem as { type?: string }).type !== 'CLUSTER_AUTHORIZATION_FAILED') throw problem
  }
  return `no such long one, and do not tell which (${setting})`
}
