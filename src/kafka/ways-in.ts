import type { ISocketFactory, KafkaConfig, SASLOptions } from 'kafkajs'
import { type Security, wouldShowPassword } from '../cluster/security.js'
import { wires } from './wires.js'

/** How a refusal is known by what kafkajs makes of it. */
export const showsPassword = 'the password would be readable on its way there'

/** The settings of kafkajs with which a client gets into a cluster; of its own for each client, because kafkajs writes into them. */
export function waysIn(
  security: Security | null,
  socketFactory?: ISocketFactory,
): Pick<KafkaConfig, 'ssl' | 'sasl' | 'socketFactory'> {
  const sockets = socketFactory === undefined ? {} : { socketFactory }
  if (security === null) return sockets
  const { tls, sasl } = security
  return {
    ...sockets,
    ...(tls === null ? {} : { ssl: tlsOptions(tls) }),
    ...(sasl === null ? {} : { sasl: login(sasl), socketFactory: careful(security, socketFactory) }),
  }
}

function tlsOptions({ authority, own }: NonNullable<Security['tls']>): Exclude<KafkaConfig['ssl'], boolean> {
  return {
    ...(authority === null ? {} : { ca: authority.pem }),
    ...(own === null ? {} : { cert: own.certificate, key: own.key }),
  }
}

function login({ mechanism, username, password }: NonNullable<Security['sasl']>): SASLOptions {
  return { mechanism, username, password }
}

/** Brokers name each other, whatever address was asked first: a password that is readable on its way goes to none that is far. */
function careful(security: Security, factory: ISocketFactory = wires().factory): ISocketFactory {
  return (to) => {
    if (wouldShowPassword(security, to.host))
      throw new Error(`the brokers name ${to.host} as one of them, and without TLS ${showsPassword}`)
    return factory(to)
  }
}
