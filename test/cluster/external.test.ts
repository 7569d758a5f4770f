import { expect, test } from 'vitest'
import { externalCluster } from '../../src/cluster/external.js'

test('no address, no cluster', () => {
  expect(externalCluster({})).toBeNull()
  expect(externalCluster({ KAFKA_BROKERS: '  ', LAB_PREFIX: '' })).toBeNull()
})

test.each([
  ['localhost:9092', ['localhost:9092']],
  [' a.example:1 , b-2.example:65535', ['a.example:1', 'b-2.example:65535']],
  ['127.0.0.1:9092,[::1]:9093', ['127.0.0.1:9092', '[::1]:9093']],
])('the addresses in %j', (text, brokers) => {
  expect(externalCluster({ KAFKA_BROKERS: text })).toMatchObject({ kind: 'external', brokers })
})

test.each([
  ['localhost', 'localhost'],
  ['a:1,,b:2', ''],
  ['http://localhost:9092', 'http://localhost:9092'],
  ['a:1, b:port', 'b:port'],
  ['a:123456', 'a:123456'],
  ['a:65536', 'a:65536'],
  ['a:0', 'a:0'],
  [':9092', ':9092'],
])('%j holds no address: the sentence', (text, wrong) => {
  expect(() => externalCluster({ KAFKA_BROKERS: text })).toThrowError(
    new Error(
      `Cannot use the cluster in KAFKA_BROKERS: '${wrong}' is not an address of the form host:port. ` +
        'Set it like KAFKA_BROKERS=localhost:9092 (several with commas between) and start again.',
    ),
  )
})

test.each([
  ['SASL_SSL://maria:secret@broker:9092', '…@broker:9092'],
  ['a:1,maria:se@cret@broker:9092', '…@broker:9092'],
  ['SASL_SSL://maria:se,cret@broker:9092', '…'],
])('a user and a password in %j are not repeated', (text, shown) => {
  expect(() => externalCluster({ KAFKA_BROKERS: text })).toThrowError(
    new Error(
      `Cannot use the cluster in KAFKA_BROKERS: '${shown}' is not an address of the form host:port. ` +
        'Set it like KAFKA_BROKERS=localhost:9092 (several with commas between) and start again.',
    ),
  )
})

test('the prefix: the default names the user and this copy of the project, another one is taken as it is', () => {
  const cluster = externalCluster({ KAFKA_BROKERS: 'a:1' })
  expect(cluster?.prefix).toMatch(/^lab\.[A-Za-z0-9_-]+-[0-9a-f]{4}\.$/)
  for (const prefix of ['lab.maria.', 'maria-', 'maria_'])
    expect(externalCluster({ KAFKA_BROKERS: 'a:1', LAB_PREFIX: prefix })?.prefix).toBe(prefix)
})

test.each([
  ['', 'it is empty, and the lab would own every topic of the cluster'],
  ['my lab.', "its character 3 is ' ', and a topic's name holds only a-z, A-Z, 0-9, '.', '_' and '-'"],
  ['_lab.', "it begins with '_', as the names of Kafka's own topics do"],
  [
    'o',
    "it does not end in '.', '-' or '_', so that 'o' with a name behind it could be somebody else's name",
  ],
])('the prefix %j: the sentence', (prefix, problem) => {
  expect(() => externalCluster({ KAFKA_BROKERS: 'a:1', LAB_PREFIX: prefix })).toThrowError(
    new Error(
      `Cannot use '${prefix}' as LAB_PREFIX: ${problem}. Choose a prefix like 'lab.maria.', or leave the variable out.`,
    ),
  )
})

test('is dead to the lab only when the lab was closed', async () => {
  const cluster = externalCluster({ KAFKA_BROKERS: 'a:1' })
  expect(cluster?.dead()).toBeNull()
  await cluster?.close()
  expect(cluster?.dead()).toBe('The lab on the Kafka at a:1 was closed.')
})
