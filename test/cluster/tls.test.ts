import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TlsVariables, tlsOf } from '../../src/cluster/tls.js'
import { authority, type Certificate } from '../secure/certificates.js'

let folder: string
let ours: Certificate
let client: Certificate

/** Writes a file and returns where it is. */
function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tls-'))
  ours = authority('ours')
  client = ours.signs({ name: 'maria' })
  file('ca.pem', `some words before\n${ours.certificate}${ours.certificate}`)
  file('cert.pem', client.certificate)
  file('key.pem', client.key)
  file('other.pem', ours.signs({ name: 'otto' }).key)
  file('words.pem', 'no certificate')
  file('broken.pem', '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n')
  file('locked.pem', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nbm9uZQ==\n-----END ENCRYPTED PRIVATE KEY-----\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const at = (name: string): string => path.join(folder, name)

test.each<TlsVariables>([{}, { KAFKA_TLS: '' }, { KAFKA_TLS: 'false' }, { KAFKA_TLS_CA: ' ' }])(
  'no TLS: %j',
  (variables) => {
    expect(tlsOf(variables)).toBeNull()
  },
)

test.each(['true', 'TRUE', ' true '])('KAFKA_TLS=%s: the authorities that everybody trusts', (text) => {
  expect(tlsOf({ KAFKA_TLS: text })).toEqual({ authority: null, own: null })
})

test('an authority of its own implies TLS, and is read without the words around it', () => {
  expect(tlsOf({ KAFKA_TLS_CA: at('ca.pem') })).toEqual({
    authority: { file: at('ca.pem'), pem: ours.certificate + ours.certificate },
    own: null,
  })
})

test('a certificate with its key, which is not printed', () => {
  const tls = tlsOf({ KAFKA_TLS_CERT: at('cert.pem'), KAFKA_TLS_KEY: at('key.pem') })
  expect(tls?.own?.certificate).toBe(client.certificate)
  expect(tls?.own?.key).toBe(client.key)
  for (const shown of [inspect(tls, { depth: 9 }), JSON.stringify(tls), JSON.stringify({ ...tls?.own })])
    expect(shown).not.toContain('PRIVATE')
})

/** HERE stands for the folder of the files. */
test.each<[TlsVariables, string]>([
  [
    { KAFKA_TLS: 'yes' },
    'Cannot use KAFKA_TLS=yes: wanted true or false. Set KAFKA_TLS=true, or leave it out.',
  ],
  [
    { KAFKA_TLS: 'false', KAFKA_TLS_CA: 'HERE/ca.pem', KAFKA_TLS_CERT: 'HERE/cert.pem' },
    'Cannot use KAFKA_TLS_CA and KAFKA_TLS_CERT with KAFKA_TLS=false: they are parts of TLS. Leave KAFKA_TLS out, or the files.',
  ],
  [
    { KAFKA_TLS_CA: 'HERE/missing.pem' },
    'Cannot use KAFKA_TLS_CA: the file HERE/missing.pem does not exist. Set it to the path of a file that you may read.',
  ],
  [
    { KAFKA_TLS_CA: 'HERE' },
    'Cannot use KAFKA_TLS_CA: the file HERE cannot be read. Set it to the path of a file that you may read.',
  ],
  ...['words.pem', 'broken.pem', 'key.pem'].map((name): [TlsVariables, string] => [
    { KAFKA_TLS_CA: `HERE/${name}` },
    `Cannot use KAFKA_TLS_CA: 'HERE/${name}' holds no certificate in PEM, which is text that begins with -----BEGIN CERTIFICATE-----. Set it to the path of such a file.`,
  ]),
  [
    { KAFKA_TLS_CERT: 'HERE/cert.pem' },
    'Cannot show a certificate to Kafka: KAFKA_TLS_CERT is set and KAFKA_TLS_KEY is not. Set both to the paths of PEM files, or neither.',
  ],
  [
    { KAFKA_TLS_KEY: 'HERE/key.pem' },
    'Cannot show a certificate to Kafka: KAFKA_TLS_KEY is set and KAFKA_TLS_CERT is not. Set both to the paths of PEM files, or neither.',
  ],
  [
    { KAFKA_TLS_CERT: 'HERE/cert.pem', KAFKA_TLS_KEY: 'HERE/cert.pem' },
    "Cannot use KAFKA_TLS_KEY: 'HERE/cert.pem' holds no private key in PEM, which is text that begins with -----BEGIN PRIVATE KEY-----. Set it to the path of such a file.",
  ],
  [
    { KAFKA_TLS_CERT: 'HERE/cert.pem', KAFKA_TLS_KEY: 'HERE/locked.pem' },
    "Cannot use KAFKA_TLS_KEY: the key in 'HERE/locked.pem' is locked with a pass phrase, and there is no variable for that. Write it without one to a file that only you can read: openssl pkey -in LOCKED -out KEY",
  ],
  [
    { KAFKA_TLS_CERT: 'HERE/cert.pem', KAFKA_TLS_KEY: 'HERE/other.pem' },
    "Cannot show a certificate to Kafka: the key in 'HERE/other.pem' (KAFKA_TLS_KEY) is not that of the certificate in 'HERE/cert.pem' (KAFKA_TLS_CERT). Set both to files of one pair.",
  ],
])('%j: the sentence', (variables, sentence) => {
  const real = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace('HERE', folder)]),
  )
  expect(() => tlsOf(real)).toThrowError(new Error(sentence.replaceAll('HERE', folder)))
})
