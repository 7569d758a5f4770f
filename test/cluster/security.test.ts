import { expect, test } from 'vitest'
import { externalCluster } from '../../src/cluster/external.js'
import { protocolOf, type Security, securityOf, wouldShowPassword } from '../../src/cluster/security.js'

const login = {
  KAFKA_SASL_MECHANISM: 'scram-sha-512',
  KAFKA_SASL_USERNAME: 'maria',
  KAFKA_SASL_PASSWORD: 'kennwort',
}
const plain = { ...login, KAFKA_SASL_MECHANISM: 'plain' }

test.each([
  [{}, 'PLAINTEXT'],
  [{ KAFKA_TLS: 'true' }, 'SSL'],
  [login, 'SASL_PLAINTEXT'],
  [{ ...login, KAFKA_TLS: 'true' }, 'SASL_SSL'],
])('%j: %s', (variables, protocol) => {
  expect(protocolOf(securityOf(variables, ['kafka.example.org:9093']))).toBe(protocol)
})

test('the cluster in KAFKA_BROKERS is reached so, and without an address nothing is read', () => {
  const cluster = externalCluster({ KAFKA_BROKERS: 'a:1', KAFKA_TLS: 'true', ...plain })
  expect(cluster?.security).toEqual({
    tls: { authority: null, own: null },
    sasl: { mechanism: 'plain', username: 'maria' },
  })
  expect(externalCluster({ KAFKA_TLS: 'perhaps' })).toBeNull()
  expect(() => externalCluster({ KAFKA_BROKERS: 'a:1', KAFKA_TLS: 'perhaps' })).toThrowError(
    /KAFKA_TLS=perhaps/,
  )
})

test('PLAIN in plain text is refused before anything is contacted, but on this machine', () => {
  expect(() => securityOf(plain, ['localhost:9092', 'kafka.example.org:9092'])).toThrowError(
    new Error(
      'Cannot log in to kafka.example.org:9092 with the mechanism PLAIN and without TLS: the password would be readable on its way. ' +
        'Set KAFKA_TLS=true (and KAFKA_TLS_CA for a certificate authority of your own), or use KAFKA_SASL_MECHANISM=scram-sha-512 if the brokers offer it.',
    ),
  )
  expect(protocolOf(securityOf(plain, ['localhost:9092', '127.0.0.1:1', '[::1]:1']))).toBe('SASL_PLAINTEXT')
})

test.each([
  ['localhost', false],
  ['127.0.0.2', false],
  ['::1', false],
  ['localhost.example.org', true],
  ['127.0.0.1.example.org', true],
  ['10.0.0.1', true],
  ['::2', true],
])('a password in plain text to %s would be readable: %s', (host, readable) => {
  const security = securityOf(plain, ['localhost:1'])
  expect(wouldShowPassword(security, host)).toBe(readable)
  const others: (Security | null)[] = [
    null,
    securityOf(login, ['a:1']),
    securityOf({ ...plain, KAFKA_TLS: 'true' }, ['a:1']),
  ]
  expect(others.map((each) => wouldShowPassword(each, host))).toEqual([false, false, false])
})
