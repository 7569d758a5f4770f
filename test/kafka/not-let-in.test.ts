import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded } from 'kafkajs'
import { expect, test } from 'vitest'
import type { Cluster } from '../../src/cluster/cluster.js'
import type { Security } from '../../src/cluster/security.js'
import { notLetIn, notUnderstood } from '../../src/kafka/not-let-in.js'
import { showsPassword } from '../../src/kafka/ways-in.js'

const tls = { authority: null, own: null }
const sasl = { mechanism: 'plain', username: 'maria', password: 'kennwort' } as const

/** What the real broker of test/secure does not say. */
const reached = (security: Security | null, kind: Cluster['kind'] = 'external'): Cluster => ({
  ...{ kind, security, brokers: ['a:1', 'b:2'], prefix: 'lab.' },
  dead: () => null,
  close: async () => {},
})
const connection = (message: string, code?: string): Error =>
  new KafkaJSConnectionError(`Connection error: ${message}`, { broker: 'a:1', code })

test.each<[string, Security, Error, string]>([
  [
    'a certificate that is over',
    { tls, sasl: null },
    connection('certificate has expired', 'CERT_HAS_EXPIRED'),
    "Cannot trust the Kafka at a:1, b:2: its certificate is not valid now (certificate has expired). Check this machine's clock, or have the certificate renewed, and start again.",
  ],
  [
    'a certificate of the client that is refused',
    { tls: { authority: null, own: { certificate: 'CERT', key: 'KEY' } }, sasl: null },
    connection('80BC:error', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'),
    'Cannot reach Kafka at a:1, b:2 with TLS: it refuses the certificate of the client (ERR_SSL_TLSV1_ALERT_UNKNOWN_CA). Set KAFKA_TLS_CERT and KAFKA_TLS_KEY to a pair that the cluster trusts, and start again.',
  ],
  [
    'a broker far away, and a password in plain text',
    { tls: null, sasl },
    new KafkaJSConnectionError(`Failed to connect: the brokers name c, and ${showsPassword}`),
    `Cannot log in to the Kafka at a:1, b:2 with PLAIN: the brokers name c, and ${showsPassword}. Set KAFKA_TLS=true, and start again.`,
  ],
])('%s, also within other errors: the sentence', (_, security, problem, sentence) => {
  const wrapped = new Error('outside', {
    cause: new KafkaJSNumberOfRetriesExceeded(problem, { retryCount: 3, retryTime: 30 }),
  })
  for (const each of [problem, wrapped]) expect(notLetIn(reached(security), each)).toBe(sentence)
})

test("nothing of that: a connection that was refused, words that are no error, a cluster of the lab's own", () => {
  const refused = connection('connect ECONNREFUSED', 'ECONNREFUSED')
  const expired = connection('certificate has expired', 'CERT_HAS_EXPIRED')
  const closed = Object.assign(new Error('Closed connection'), { name: 'KafkaJSConnectionClosedError' })
  expect(notLetIn(reached({ tls, sasl }), refused)).toBeNull()
  expect(notUnderstood(reached(null), refused)).toBeNull()
  expect(notLetIn(reached({ tls, sasl }), 'CERT_HAS_EXPIRED')).toBeNull()
  expect(notLetIn(reached(null, 'embedded'), expired)).toBeNull()
  expect(notUnderstood(reached(null, 'embedded'), closed)).toBeNull()
  expect(notUnderstood(reached({ tls, sasl }), closed)).toBeNull()
})
