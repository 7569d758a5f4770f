import fs from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

interface Service {
  image: string
  ports: string[]
  environment: Record<string, string | number>
  healthcheck?: { test: string[] }
  depends_on?: Record<string, { condition: string }>
}

const { services } = parse(fs.readFileSync('docker-compose.yml', 'utf8')) as {
  services: Record<string, Service>
}
const kafka = services.kafka as Service
const ui = services['kafka-ui'] as Service

test('the broker is the Kafka of the embedded one, the page a pinned version', () => {
  const { version } = JSON.parse(fs.readFileSync('.lab/kafka.json', 'utf8')) as { version: string }
  expect(kafka.image).toBe(`apache/kafka:${version}`)
  expect(ui.image).toMatch(/^kafbat\/kafka-ui:v\d+\.\d+\.\d+$/)
  expect(Object.keys(services)).toEqual(['kafka', 'kafka-ui'])
})

test('every port is open to this machine only', () => {
  expect(kafka.ports).toEqual(['127.0.0.1:9092:9092'])
  expect(ui.ports).toEqual(['127.0.0.1:8080:8080'])
})

test('every listener that is advertised is one that is there, with a protocol', () => {
  const pairs = (key: string): Map<string, string> =>
    new Map(
      String(kafka.environment[key])
        .split(',')
        .map((entry) => {
          const [name = '', ...rest] = entry.split(':')
          return [name, rest.join(':').replace('//', '')]
        }),
    )
  const listeners = pairs('KAFKA_LISTENERS')
  const advertised = pairs('KAFKA_ADVERTISED_LISTENERS')
  expect([...pairs('KAFKA_LISTENER_SECURITY_PROTOCOL_MAP').keys()]).toEqual([...listeners.keys()])
  for (const [name, address] of advertised) expect(listeners.get(name)).toBe(`:${address.split(':')[1]}`)
  expect(advertised.get('HOST')).toBe('localhost:9092')
  expect(advertised.get('INNER')).toBe(ui.environment.KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS)
})

test('the page waits until Kafka itself answers', () => {
  expect(kafka.healthcheck?.test).toEqual([
    'CMD',
    '/opt/kafka/bin/kafka-broker-api-versions.sh',
    '--bootstrap-server',
    'localhost:9092',
  ])
  expect(ui.depends_on).toEqual({ kafka: { condition: 'service_healthy' } })
})
