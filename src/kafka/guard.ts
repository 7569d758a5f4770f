import type { Cluster } from '../cluster/cluster.js'
import { refuseIfDead, refuseIfEnded, someDown } from '../cluster/refuse-if-dead.js'
import { isJavaError } from '../cluster/share-process.js'
import { unlessInterrupted, WaitedTooLong } from '../wait.js'
import { type Call, checkedCall } from './call.js'
import { type Connection, forgetDeleted } from './connection.js'
import { denied } from './denied.js'
import { noAnswer } from './greet.js'
import { notLetIn } from './not-let-in.js'

/**
 * Gives the named verbs of `verbs`, all of them asynchronous, what each verb on a cluster does: it says that the
 * cluster has ended, or that no broker answers, where that is why it fails; it refuses a call that no verb can mean; it
 * forgets topics that somebody else has deleted; it gives up waiting when the reader interrupts. `first` may refuse
 * before anything else. Returns `verbs`.
 */
export function guard<T extends object, Name extends keyof T & string>(
  connection: Connection,
  verbs: T,
  calls: Readonly<Record<Name, Call>>,
  first: (name: Name) => void = () => {},
): T {
  const { cluster } = connection
  for (const name of Object.keys(calls) as Name[]) {
    const verb = verbs[name] as (...args: unknown[]) => Promise<unknown>
    const guarded = async (...given: unknown[]): Promise<unknown> => {
      try {
        first(name)
      } catch (problem) {
        throw inWords(cluster, name, problem)
      }
      refuseIfDead(cluster)
      const args = checkedCall(calls[name], given)
      const work = async (): Promise<unknown> => {
        await forgetDeleted(connection)
        return verb.apply(verbs, args)
      }
      try {
        return await unlessInterrupted(`${name}()`, work())
      } catch (problem) {
        if (isConnectionProblem(problem)) await refuseIfEnded(cluster, problem)
        else refuseIfDead(cluster, problem)
        throw inWords(cluster, name, problem)
      }
    }
    verbs[name] = guarded as T[Name]
  }
  return verbs
}

/** What a client of Kafka says, as a sentence with the next step; of a lost connection, the one that it means. Anything else as it is. */
function inWords(cluster: Cluster, verb: string, problem: unknown): unknown {
  if (!(problem instanceof Error)) return problem
  const known = denied(cluster, `Cannot finish ${verb}()`, problem) ?? notLetIn(cluster, problem)
  if (known !== null) return new Error(known, { cause: problem })
  if (problem instanceof WaitedTooLong) return withWhoIsDown(cluster, problem)
  if (!problem.name.startsWith('KafkaJS') && !isJavaError(problem)) return problem
  return new Error(
    isConnectionProblem(problem) ? noAnswer(cluster, problem) : refused(cluster, verb, problem),
    {
      cause: problem,
    },
  )
}

/** A broker that is down is the likeliest reason for what did not come, and bringing it back the next step. */
function withWhoIsDown(cluster: Cluster, waited: WaitedTooLong): Error {
  const down = someDown(cluster)
  return down === null ? waited : new Error(`${waited.message} ${down}`, { cause: waited.cause })
}

function refused({ kind }: Cluster, verb: string, { message }: Error): string {
  const next =
    kind === 'embedded' ? 'restart the kernel to start a new Kafka' : 'look into the log of the broker'
  return `Cannot finish ${verb}(): Kafka's client says: ${message.replace(/\.+$/, '')}. Run the cell again; if it says so again, ${next}.`
}

function isConnectionProblem(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false
  const kinds = /^KafkaJS(Connection|ConnectionClosed|RequestTimeout|BrokerNotFound|NoBrokerAvailable)/
  return kinds.test(problem.name) || isConnectionProblem(problem.cause)
}
