import { type Sasl, type SaslVariables, saslOf } from './sasl.js'
import { type Tls, type TlsVariables, tlsOf } from './tls.js'

/** What a cluster wants of its clients beside an address; null where it wants nothing: plain text, and nobody logs in. */
export interface Security {
  /** null: what is sent can be read on its way. */
  readonly tls: Tls | null
  /** null: clients do not log in, or by their certificate. */
  readonly sasl: Sasl | null
}

/** The variables that say how clients reach an existing cluster. */
export interface SecurityVariables extends TlsVariables, SaslVariables {}

/** Kafka's names for the four ways, as in its setting security.protocol. */
export type SecurityProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL'

/**
 * What the variables ask for; nothing is contacted. Throws a sentence for values that do not go together, for files that
 * are missing or hold something else, and for a password that would be readable on its way to one of these addresses.
 *
 *     securityOf({ KAFKA_TLS: 'true' }, ['kafka.example.org:9093'])   // { tls: { … }, sasl: null }
 */
export function securityOf(variables: SecurityVariables, brokers: readonly string[]): Security | null {
  const tls = tlsOf(variables)
  const sasl = saslOf(variables)
  if (tls === null && sasl === null) return null
  const security = { tls, sasl }
  const far = brokers.find((address) => wouldShowPassword(security, hostOf(address)))
  if (far !== undefined)
    throw new Error(
      `Cannot log in to ${far} with the mechanism PLAIN and without TLS: the password would be readable on its way. ` +
        'Set KAFKA_TLS=true (and KAFKA_TLS_CA for a certificate authority of your own), or use KAFKA_SASL_MECHANISM=scram-sha-512 if the brokers offer it.',
    )
  return security
}

/** Kafka's name for what clients of a cluster speak. */
export function protocolOf(security: Security | null): SecurityProtocol {
  if (security === null) return 'PLAINTEXT'
  if (security.sasl === null) return 'SSL'
  return security.tls === null ? 'SASL_PLAINTEXT' : 'SASL_SSL'
}

/** Whether to log in at this host would send the password in plain text over a network. */
export function wouldShowPassword(security: Security | null, host: string): boolean {
  return security?.sasl?.mechanism === 'plain' && security.tls === null && !isLoopback(host)
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?)$/i.test(host)
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':'))
}
