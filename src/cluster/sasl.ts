import { fileOf } from './file-of.js'
import { hidden } from './hidden.js'

/** How the lab's clients speak log in: what both kafkajs and Kafka's Java client speak. */
export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512'

/** Who logs in, and how. */
export interface Sasl {
  readonly mechanism: SaslMechanism
  readonly username: string
  /** Left out when this is printed. */
  readonly password: string
}

/** The variables about logging in. */
export interface SaslVariables {
  /** plain, scram-sha-256 or scram-sha-512. */
  readonly KAFKA_SASL_MECHANISM?: string | undefined
  readonly KAFKA_SASL_USERNAME?: string | undefined
  /** One of these two; the second is the path of a file with the password in its first line. */
  readonly KAFKA_SASL_PASSWORD?: string | undefined
  readonly KAFKA_SASL_PASSWORD_FILE?: string | undefined
}

const mechanisms: readonly SaslMechanism[] = ['plain', 'scram-sha-256', 'scram-sha-512']
const cannot = 'Cannot log in to the cluster in KAFKA_BROKERS'

/** What the variables ask for; null: nobody logs in. Throws a sentence for what cannot be used; it never quotes the password. */
export function saslOf(variables: SaslVariables): Sasl | null {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username } = variables
  const sources = (['KAFKA_SASL_PASSWORD', 'KAFKA_SASL_PASSWORD_FILE'] as const).filter((name) =>
    isSet(variables[name]),
  )
  const set = [
    ...(isSet(mechanism) ? ['KAFKA_SASL_MECHANISM'] : []),
    ...(isSet(username) ? ['KAFKA_SASL_USERNAME'] : []),
    ...sources,
  ]
  if (set.length === 0) return null
  if (!isSet(mechanism) || !isSet(username) || sources.length === 0) {
    const missing = [
      ...(isSet(mechanism) ? [] : ['KAFKA_SASL_MECHANISM']),
      ...(isSet(username) ? [] : ['KAFKA_SASL_USERNAME']),
      ...(sources.length > 0 ? [] : ['KAFKA_SASL_PASSWORD (or KAFKA_SASL_PASSWORD_FILE)']),
    ]
    throw new Error(
      `${cannot}: of the variables for it ${listed(set)} set, and ${listed(missing)} not. Set all three, or none for a cluster where nobody logs in.`,
    )
  }
  if (sources.length > 1)
    throw new Error(
      `${cannot}: ${sources.join(' and ')} are both set, and one password is wanted. Leave one out.`,
    )
  return hidden({ mechanism: mechanismOf(mechanism), username, password: passwordOf(variables) }, 'password')
}

function mechanismOf(text: string): SaslMechanism {
  const wanted = text.trim().toLowerCase()
  const found = mechanisms.find((each) => each === wanted)
  if (found !== undefined) return found
  throw new Error(
    `${cannot}: KAFKA_SASL_MECHANISM is '${text}', and the lab's clients speak ${mechanisms.slice(0, -1).join(', ')} and ${mechanisms.at(-1)}. Set it to one of these that the brokers offer.`,
  )
}

/** Editors end a file with a line break, which is no part of a password. */
function passwordOf({ KAFKA_SASL_PASSWORD, KAFKA_SASL_PASSWORD_FILE: file }: SaslVariables): string {
  if (isSet(KAFKA_SASL_PASSWORD)) return KAFKA_SASL_PASSWORD
  if (file === undefined) return ''
  const [first = ''] = fileOf('KAFKA_SASL_PASSWORD_FILE', file).split(/\r?\n/, 1)
  if (first !== '') return first
  throw new Error(
    `${cannot}: the first line of '${file}' (KAFKA_SASL_PASSWORD_FILE) is empty, and it is to be the password. Write it there.`,
  )
}

function listed(names: readonly string[]): string {
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'}`
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
