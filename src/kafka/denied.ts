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

/** What was denied, and how that is known. */
interface Denied {
  readonly kind: string
  readonly known: string
}

/**
 * The sentence for what the authorizer of an existing cluster denies to the lab; null when `problem`, and what caused it,
 * says nothing of that. `attempted` is for where the problem does not tell: "Cannot finish join()".
 */
export function denied(cluster: Cluster, attempted: string, problem: unknown): string | null {
  const found = cluster.kind === 'embedded' ? null : find(problem)
  if (found === null) return null
  const { brokers, prefix, security } = cluster
  const who = security?.sasl == null ? 'this client' : `'${security.sasl.username}'`
  const [what, wanted] =
    found.kind === 'the cluster'
      ? ['this on the cluster', 'DescribeConfigs on the cluster']
      : [`this with ${found.kind}`, `all operations on ${found.kind} that begin with '${prefix}'`]
  return (
    `${headOf(problem) ?? attempted}: the Kafka at ${brokers.join(', ')} does not allow ${who} ${what} (${found.known}). ` +
    `Ask who runs it to allow ${wanted}, then run the cell again.`
  )
}

function find(problem: unknown): Denied | null {
  if (!(problem instanceof Error)) return null
  const { name, type, javaClass, errors, groups, cause } = problem as {
    readonly name: string
    readonly type?: string
    readonly javaClass?: string
    readonly errors?: readonly unknown[]
    readonly groups?: readonly { readonly error?: unknown }[]
    readonly cause?: unknown
  }
  const kind = guarded[type ?? ''] ?? ofJava[javaClass ?? '']
  if (kind !== undefined) return { kind, known: 'its ACLs deny it' }
  // kafkajs throws away why no broker told it who the coordinator is.
  if (name === 'KafkaJSGroupCoordinatorNotFound')
    return { kind: 'groups', known: 'it names no coordinator, as where its ACLs deny it' }
  const inner = [...(errors ?? []), ...(groups ?? []).map(({ error }) => error), cause]
  return inner.map(find).find((each) => each !== null) ?? null
}

/** What a sentence of the lab says was attempted; a client of Kafka does not say. */
function headOf(problem: unknown): string | null {
  if (!(problem instanceof Error) || problem.name.startsWith('KafkaJS') || 'javaClass' in problem) return null
  return /^.*?\bcannot\b.*?(?=: )/i.exec(problem.message)?.[0] ?? null
}
