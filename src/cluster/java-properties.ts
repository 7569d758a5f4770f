import { protocolOf, type Security } from './security.js'

/** The settings, by Kafka's names, with which its Java clients reach a cluster. They hold the password: for a pipe, never for a command line. */
export function javaProperties(
  brokers: readonly string[],
  security: Security | null,
): Record<string, string> {
  const { tls = null, sasl = null } = security ?? {}
  return {
    'bootstrap.servers': brokers.join(','),
    'security.protocol': protocolOf(security),
    ...(tls?.authority == null
      ? {}
      : { 'ssl.truststore.type': 'PEM', 'ssl.truststore.certificates': tls.authority.pem }),
    ...(tls?.own == null
      ? {}
      : {
          'ssl.keystore.type': 'PEM',
          'ssl.keystore.certificate.chain': tls.own.certificate,
          'ssl.keystore.key': tls.own.key,
        }),
    ...(sasl === null
      ? {}
      : {
          'sasl.mechanism': sasl.mechanism.toUpperCase(),
          'sasl.jaas.config': `${loginModule(sasl.mechanism)} required username=${quoted(sasl.username)} password=${quoted(sasl.password)};`,
        }),
  }
}

function loginModule(mechanism: string): string {
  const name = mechanism === 'plain' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule'
  return `org.apache.kafka.common.security.${name}`
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
