import type { Cluster } from '../cluster/cluster.js'

/** Of what Kafka's authorizer guards, how it is called in sentences; by the name of kafkajs' error type. */
const guarded: Readonly<Record<string, string>> = {
  TOPIC_AUTHORIZATION_FAILED: 'topics',
  GROUP_AUTHORIZATION_FAILED: 'groups',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'transactional ids',
  CLUSTER_AUTHORIZATION_FAILED: 'the cluster',
}

/** Kafka's Java client names them by their classes. */
const ofJava: Readonly<Record<string, string>> = {
  TopicAuthorizationException: 'topics',
  GroupAuthorizationException: 'groups',
  TransactionalIdAuthorizationException: 'transactional ids',
  ClusterAuthorizationException: 'the cluster',
}

/**
 * The sentence for what the authorizer of a cluster denies to the lab; null when `problem`, and what caused it, says
 * nothing of that. `attempted` is for where the problem does not tell: "Cannot finish join()".
 */
export function denied(
  { brokers, prefix, security }: Cluster,
  attempted: string,
  problem: unknown,
): string | null {
  const kind = kindOf(problem)
  if (kind === null) return null
  const who = security?.sasl == null ? 'this client' : `'${security.sasl.username}'`
  const what = kind === 'the cluster' ? 'this on the cluster' : `this with ${kind}`
  return (
    `${headOf(problem) ?? attempted}: the Kafka at ${brokers.join(', ')} does not allow ${who} ${what} (its ACLs deny it). ` +
    `Ask who runs it to allow all operations on topics, groups and transactional ids that begin with '${prefix}', then run the cell again.`
  )
}

function kindOf(problem: unknown): string | null {
  if (!(problem instanceof Error)) return null
  const { type, javaClass, errors, groups, cause } = problem as {
    readonly type?: string
    readonly javaClass?: string
    readonly errors?: readonly unknown[]
    readonly groups?: readonly { readonly error?: unknown }[]
    readonly cause?: unknown
  }
  const own = guarded[type ?? ''] ?? ofJava[javaClass ?? '']
  if (own !== undefined) return own
  const inner = [...(errors ?? []), ...(groups ?? []).map(({ error }) => error), cause]
  return inner.map(kindOf).find((kind) => kind !== null) ?? null
}

/** What a sentence of the lab says was attempted; a client of Kafka does not say. */
function headOf(problem: unknown): string | null {
  if (!(problem instanceof Error) || problem.name.startsWith('KafkaJS') || 'javaClass' in problem) return null
  return /^.*?\bcannot\b.*?(?=: )/i.exec(problem.message)?.[0] ?? null
}
