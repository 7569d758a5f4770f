import { expect, test } from 'vitest'
import { javaProperties } from '../../src/cluster/java-properties.js'

const sasl = { mechanism: 'scram-sha-512', username: 'maria', password: 'kenn"wo\\rt' } as const

test('plain text', () => {
  expect(javaProperties(['a:1', 'b:2'], null)).toEqual({
    'bootstrap.servers': 'a:1,b:2',
    'security.protocol': 'PLAINTEXT',
  })
})

test('all that TLS and SASL want, with quotes and backslashes in a password kept from ending it', () => {
  const tls = { authority: { file: 'ca.pem', pem: 'CA' }, own: { certificate: 'CERT', key: 'KEY' } }
  expect(javaProperties(['a:1'], { tls, sasl })).toEqual({
    'bootstrap.servers': 'a:1',
    'security.protocol': 'SASL_SSL',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': 'CA',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.certificate.chain': 'CERT',
    'ssl.keystore.key': 'KEY',
    'sasl.mechanism': 'SCRAM-SHA-512',
    'sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required username="maria" password="kenn\\"wo\\\\rt";',
  })
})

test("TLS with the authorities that Java brings, and PLAIN's own module", () => {
  const security = { tls: { authority: null, own: null }, sasl: { ...sasl, mechanism: 'plain' } } as const
  expect(Object.keys(javaProperties(['a:1'], security))).toEqual([
    'bootstrap.servers',
    'security.protocol',
    'sasl.mechanism',
    'sasl.jaas.config',
  ])
  expect(javaProperties(['a:1'], security)['sasl.jaas.config']).toMatch(
    /^org\.apache\.kafka\.common\.security\.plain\.PlainLoginModule required /,
  )
})
