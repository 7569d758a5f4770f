import { afterAll, beforeAll } from 'vitest'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { prefix } from '../lab/on-external.js'
import { type SecureBroker, startSecureBroker } from './secure-broker.js'
import type { Users } from './users.js'

/** The variables that lead a lab to a cluster. */
export type Ways = Readonly<Record<string, string>>

/** A broker that wants TLS and SASL, for the tests of one file. */
export interface OnSecure {
  readonly broker: SecureBroker
  /** Somebody else on it, who may do everything. */
  readonly foreign: Foreigner
}

/** Who can log in: maria owns the names with the prefix, nobody owns nothing, root may do everything. */
export const users: Users = {
  maria: { password: 'kennwort-MARIA-7f3a', prefix },
  nobody: { password: 'kennwort-NOBODY-51bc', prefix: null },
  root: { password: 'kennwort-ROOT-c02d', prefix: null },
}

/** Starts the broker before the tests, and ends it after them. With `audit` its log holds what it was asked. */
export function onSecure(options: { readonly audit?: boolean } = {}): OnSecure {
  const found: { broker?: SecureBroker; foreign?: Foreigner } = {}
  beforeAll(async () => {
    found.broker = await startSecureBroker(users, options)
    found.foreign = await foreigner([found.broker.at.PLAINTEXT])
  })
  afterAll(async () => {
    await found.foreign?.close()
    await found.broker?.close()
  })
  const missing = (): never => {
    throw new Error('The broker is started by beforeAll: use it inside of a test.')
  }
  return {
    get broker() {
      return found.broker ?? missing()
    },
    get foreign() {
      return found.foreign ?? missing()
    },
  }
}

/** Leads labs of this process by these variables and no others. */
export function leadBy(ways: Ways): void {
  for (const name of Object.keys(process.env)) if (/^(KAFKA|LAB_PREFIX)/.test(name)) delete process.env[name]
  Object.assign(process.env, ways)
}

/** Over TLS, as a user with a password. */
export function loginAs(
  { at, files }: SecureBroker,
  name: string,
  mechanism = 'scram-sha-512',
): Record<string, string> {
  return {
    KAFKA_BROKERS: at.LOGIN,
    LAB_PREFIX: prefix,
    KAFKA_TLS_CA: files.authority,
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: name,
    KAFKA_SASL_PASSWORD: users[name]?.password ?? '',
  }
}
