import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SaslVariables, saslOf } from '../../src/cluster/sasl.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sasl-'))
  writeFileSync(path.join(folder, 'password'), 'kennwort with spaces \r\nand a second line')
  writeFileSync(path.join(folder, 'empty'), '\nsecond')
})
afterAll(() => rmSync(folder, { recursive: true }))

const maria = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'maria' }

test('nobody logs in', () => {
  expect(saslOf({})).toBeNull()
  expect(saslOf({ KAFKA_SASL_MECHANISM: '', KAFKA_SASL_PASSWORD: '' })).toBeNull()
})

test.each([
  ['plain', 'plain'],
  ['SCRAM-SHA-512', 'scram-sha-512'],
  [' Scram-Sha-256 ', 'scram-sha-256'],
])('the mechanism %j', (text, mechanism) => {
  const variables = { ...maria, KAFKA_SASL_MECHANISM: text, KAFKA_SASL_PASSWORD: 'kennwort' }
  expect(saslOf(variables)).toMatchObject({ mechanism, username: 'maria' })
})

test('the password is there by its name, as it was given, and is not printed', () => {
  const sasl = saslOf({ ...maria, KAFKA_SASL_PASSWORD: ' kennwort ' })
  expect(sasl?.password).toBe(' kennwort ')
  for (const shown of [inspect(sasl), JSON.stringify(sasl), JSON.stringify({ ...sasl })])
    expect(shown).not.toContain('kennwort')
})

test('the first line of a file is the password', () => {
  const file = path.join(folder, 'password')
  expect(saslOf({ ...maria, KAFKA_SASL_PASSWORD_FILE: file })?.password).toBe('kennwort with spaces ')
})

const cannot = 'Cannot log in to the cluster in KAFKA_BROKERS'

test.each<[SaslVariables, string]>([
  [
    { KAFKA_SASL_PASSWORD: 'kennwort' },
    'of the variables for it KAFKA_SASL_PASSWORD is set, and KAFKA_SASL_MECHANISM and KAFKA_SASL_USERNAME are not. Set all three, or none for a cluster where nobody logs in.',
  ],
  [
    maria,
    'of the variables for it KAFKA_SASL_MECHANISM and KAFKA_SASL_USERNAME are set, and KAFKA_SASL_PASSWORD (or KAFKA_SASL_PASSWORD_FILE) is not. Set all three, or none for a cluster where nobody logs in.',
  ],
  [
    { KAFKA_SASL_USERNAME: 'maria', KAFKA_SASL_PASSWORD: 'kennwort' },
    'of the variables for it KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD are set, and KAFKA_SASL_MECHANISM is not. Set all three, or none for a cluster where nobody logs in.',
  ],
  [
    { ...maria, KAFKA_SASL_PASSWORD: 'kennwort', KAFKA_SASL_PASSWORD_FILE: 'HERE/password' },
    'KAFKA_SASL_PASSWORD and KAFKA_SASL_PASSWORD_FILE are both set, and one password is wanted. Leave one out.',
  ],
  [
    { ...maria, KAFKA_SASL_MECHANISM: 'GSSAPI', KAFKA_SASL_PASSWORD: 'kennwort' },
    "KAFKA_SASL_MECHANISM is 'GSSAPI', and the lab's clients speak plain, scram-sha-256 and scram-sha-512. Set it to one of these that the brokers offer.",
  ],
  [
    { ...maria, KAFKA_SASL_PASSWORD_FILE: 'HERE/empty' },
    "the first line of 'HERE/empty' (KAFKA_SASL_PASSWORD_FILE) is empty, and it is to be the password. Write it there.",
  ],
])('%j: the sentence', (variables, sentence) => {
  const real = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace('HERE', folder)]),
  )
  expect(() => saslOf(real)).toThrowError(new Error(`${cannot}: ${sentence.replace('HERE', folder)}`))
})

test('a file that is not there: the sentence', () => {
  const file = path.join(folder, 'none')
  expect(() => saslOf({ ...maria, KAFKA_SASL_PASSWORD_FILE: file })).toThrowError(
    new Error(
      `Cannot use KAFKA_SASL_PASSWORD_FILE: the file ${file} does not exist. Set it to the path of a file that you may read.`,
    ),
  )
})
