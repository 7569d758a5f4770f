import { homedir, userInfo } from 'node:os'
import { defaultPrefix, nameProblem } from '../model/names.js'
import type { Cluster } from './cluster.js'
import { type SecurityVariables, securityOf } from './security.js'

/** A cluster that somebody else runs. The lab touches only what carries its prefix, and closing it ends nothing. */
export interface ExternalCluster extends Cluster {
  readonly kind: 'external'
}

/** The variables that name an existing cluster. */
export interface ExternalVariables extends SecurityVariables {
  /** `host:port`, several with commas between. */
  readonly KAFKA_BROKERS?: string | undefined
  /** Put in front of every name; default `lab.<user>-<4 hex of the project's path>.`. */
  readonly LAB_PREFIX?: string | undefined
}

/**
 * The cluster that KAFKA_BROKERS names, or null when the variable is not set.
 * Throws a sentence when an address or the prefix is not one, and for TLS and SASL as `securityOf` does.
 */
export function externalCluster(variables: ExternalVariables): ExternalCluster | null {
  const { KAFKA_BROKERS, LAB_PREFIX } = variables
  if (KAFKA_BROKERS === undefined || KAFKA_BROKERS.trim() === '') return null
  const brokers = KAFKA_BROKERS.split(',').map((address) => address.trim())
  const wrong = brokers.find((address) => !isAddress(address))
  if (wrong !== undefined)
    throw new Error(
      `Cannot use the cluster in KAFKA_BROKERS: '${withoutSecrets(wrong, KAFKA_BROKERS)}' is not an address of the form host:port. ` +
        'Set it like KAFKA_BROKERS=localhost:9092 (several with commas between) and start again.',
    )
  const prefix = LAB_PREFIX ?? defaultPrefix(userInfo().username || homedir(), process.cwd())
  const problem = prefixProblem(prefix)
  if (problem !== null)
    throw new Error(
      `Cannot use '${prefix}' as LAB_PREFIX: ${problem}. Choose a prefix like 'lab.maria.', or leave the variable out.`,
    )
  const security = securityOf(variables, brokers)
  let closed = false
  return {
    kind: 'external',
    brokers,
    security,
    prefix,
    dead: () => (closed ? `The lab on the Kafka at ${brokers.join(', ')} was closed.` : null),
    async close() {
      closed = true
    },
  }
}

function isAddress(text: string): boolean {
  const port = /^(?:[^\s:/@]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(text)?.[1]
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535
}

/** An address may hold a user and a password before its last '@', and outputs are shared; a ',' in them cuts it in two. */
function withoutSecrets(address: string, all: string): string {
  if (address.includes('@')) return `…${address.slice(address.lastIndexOf('@'))}`
  return all.includes('@') ? '…' : address
}

function prefixProblem(prefix: string): string | null {
  if (prefix === '') return 'it is empty, and the lab would own every topic of the cluster'
  if (prefix.startsWith('_')) return "it begins with '_', as the names of Kafka's own topics do"
  const problem = nameProblem(prefix)
  if (problem !== null) return problem
  if (!/[._-]$/.test(prefix))
    return `it does not end in '.', '-' or '_', so that '${prefix}' with a name behind it could be somebody else's name`
  return null
}
