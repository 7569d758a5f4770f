import type { Cluster } from '../cluster/cluster.js'
import { showsPassword } from './ways-in.js'

/** What one of a chain of errors says of itself. */
interface Said {
  readonly name: string
  readonly message: string
  readonly code?: unknown
  readonly type?: unknown
}

/** OpenSSL's names for a certificate of which the signer is not trusted. */
const untrusted =
  /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_(UNTRUSTED|SIGNATURE_FAILURE|CHAIN_TOO_LONG))$/

/**
 * Why TLS or SASL keeps a client out of a cluster, as a sentence with the variable to change; null when `problem`, or
 * what caused it, says something else.
 */
export function notLetIn(cluster: Cluster, problem: unknown): string | null {
  if (cluster.kind === 'embedded') return null
  for (const said of chain(problem)) {
    const sentence =
      ofLogin(cluster, said) ?? ofCertificate(cluster, said) ?? ofClientCertificate(cluster, said)
    if (sentence !== null) return `${sentence}, and start again.`
  }
  return null
}

/**
 * As `notLetIn`, of a cluster that has not answered yet: a listener that speaks something else than its client ends the
 * connection without a word.
 */
export function notUnderstood(cluster: Cluster, problem: unknown): string | null {
  if (cluster.kind === 'embedded') return null
  if (!chain(problem).some(isEnded)) return null
  const { tls = null, sasl = null } = cluster.security ?? {}
  const cannot = `Cannot reach Kafka at ${whereOf(cluster)}`
  const ended = 'it ended the connection without an answer, as a listener does that wants'
  if (tls !== null && chain(problem).some(({ message }) => message.includes('before secure TLS')))
    return `${cannot} with TLS: it ended the connection before anything was agreed on, as a listener without TLS does. Leave out KAFKA_TLS and the files that go with it, or name a listener with TLS in KAFKA_BROKERS, and start again.`
  if (tls === null && sasl === null)
    return `${cannot} in plain text: ${ended} TLS or SASL. Set KAFKA_TLS, KAFKA_SASL_MECHANISM and what goes with them as the cluster wants it, and start again.`
  if (tls === null)
    return `${cannot} with SASL in plain text: ${ended} TLS too. Set KAFKA_TLS=true, and start again.`
  if (sasl === null)
    return `${cannot} with TLS alone: ${ended} SASL too. Set KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and a password, and start again.`
  return null
}

function ofLogin(cluster: Cluster, { name, message, type }: Said): string | null {
  const { sasl = null } = cluster.security ?? {}
  const cannot = `Cannot log in to the Kafka at ${whereOf(cluster)}`
  if (sasl === null) return null
  const mechanism = sasl.mechanism.toUpperCase()
  if (message.includes(showsPassword))
    return `${cannot} with ${mechanism}: ${message.replace('Failed to connect: ', '')}. Set KAFKA_TLS=true`
  if (type === 'ILLEGAL_SASL_STATE')
    return `${cannot}: nobody logs in there, its listener is without SASL. Leave out the variables that begin with KAFKA_SASL, or name a listener with SASL in KAFKA_BROKERS`
  if (type === 'UNSUPPORTED_SASL_MECHANISM' || message.includes('mechanism is not supported by the server'))
    return `${cannot} with ${mechanism}: its brokers do not offer this mechanism. Set KAFKA_SASL_MECHANISM to one that they offer`
  if (name !== 'KafkaJSSASLAuthenticationError') return null
  return `${cannot} as '${sasl.username}' with ${mechanism}: its brokers refuse this user name with this password (${message}). Check KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD or its file`
}

function ofCertificate(cluster: Cluster, { code, message }: Said): string | null {
  const cannot = `Cannot trust the Kafka at ${whereOf(cluster)}`
  const words = message.replace('Connection error: ', '').replace(/[:.\s]+$/, '')
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `${cannot}: its certificate is for another host (${words}). Name the brokers in KAFKA_BROKERS as their certificates do`
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `${cannot}: its certificate is not valid now (${words}). Check this machine's clock, or have the certificate renewed`
  if (!untrusted.test(String(code))) return null
  const file = cluster.security?.tls?.authority?.file
  const whom = file === undefined ? 'that Node.js knows' : `in '${file}' (KAFKA_TLS_CA)`
  return `${cannot}: its certificate was not signed by an authority ${whom} (${words}). Set KAFKA_TLS_CA to the PEM file of the authority that signed it`
}

function ofClientCertificate(cluster: Cluster, { code }: Said): string | null {
  if (!/ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|HANDSHAKE)/.test(String(code)))
    return null
  const cannot = `Cannot reach Kafka at ${whereOf(cluster)} with TLS`
  return (cluster.security?.tls?.own ?? null) === null
    ? `${cannot}: it wants a certificate of the client (${code}). Set KAFKA_TLS_CERT and KAFKA_TLS_KEY to its PEM files`
    : `${cannot}: it refuses the certificate of the client (${code}). Set KAFKA_TLS_CERT and KAFKA_TLS_KEY to a pair that the cluster trusts`
}

function isEnded({ name, code }: Said): boolean {
  return (
    name === 'KafkaJSConnectionClosedError' || code === 'ECONNRESET' || code === 'EPROTO' || code === 'EPIPE'
  )
}

function chain(problem: unknown): Said[] {
  if (!(problem instanceof Error)) return []
  return [problem, ...chain(problem.cause)]
}

function whereOf({ brokers }: Cluster): string {
  return brokers.join(', ')
}
