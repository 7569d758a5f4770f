import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { closeLab, openLab } from '../../src/open-lab.js'
import { kafkaTool } from '../kafka/kafka-tool.js'
import { prefix } from '../lab/on-external.js'
import { leadBy, loginAs, onSecure, users, type Ways } from './on-secure.js'
import type { SecureBroker } from './secure-broker.js'

const secure = onSecure()

afterEach(async () => {
  await closeLab()
  leadBy({})
})

const over = (at: string, { files }: SecureBroker, more: Ways = {}): Ways => ({
  ...{ KAFKA_BROKERS: at, LAB_PREFIX: prefix, KAFKA_TLS_CA: files.authority },
  ...more,
})

/** Like `over`, and with a password that stands in a file. */
function byFile(broker: SecureBroker): Ways {
  const file = `${broker.folder}/password`
  writeFileSync(file, `${users.maria?.password}\n`, { mode: 0o600 })
  const { KAFKA_SASL_PASSWORD: _, ...rest } = loginAs(broker, 'maria')
  return { ...rest, KAFKA_SASL_PASSWORD_FILE: file }
}

describe('each documented way into a cluster leads to messages that are sent, received and acknowledged', () => {
  test.each<[string, (broker: SecureBroker) => Ways, string]>([
    ['TLS', (broker) => over(broker.at.TLS, broker), 'SSL'],
    [
      'TLS with a certificate of the client',
      (broker) =>
        over(broker.at.MUTUAL, broker, {
          KAFKA_TLS_CERT: broker.files.certificate,
          KAFKA_TLS_KEY: broker.files.key,
        }),
      'SSL',
    ],
    ['SCRAM-SHA-512 over TLS, with the password in a file', byFile, "SASL_SSL as 'maria' with SCRAM-SHA-512"],
    [
      'SCRAM-SHA-256 over TLS',
      (broker) => loginAs(broker, 'maria', 'SCRAM-SHA-256'),
      "SASL_SSL as 'maria' with SCRAM-SHA-256",
    ],
    ['PLAIN over TLS', (broker) => loginAs(broker, 'maria', 'plain'), "SASL_SSL as 'maria' with PLAIN"],
    [
      'PLAIN in plain text, on one machine',
      (broker) => ({
        ...loginAs(broker, 'maria', 'plain'),
        KAFKA_BROKERS: broker.at.CLEAR,
        KAFKA_TLS_CA: '',
      }),
      "SASL_PLAINTEXT as 'maria' with PLAIN",
    ],
  ])('%s', async (_, ways, by) => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => {})
    leadBy(ways(secure.broker))
    const lab = await openLab()
    expect(said.mock.calls).toEqual([
      [
        expect.stringContaining(
          ` (an existing cluster by ${by}; all names of this lab begin with '${prefix}'`,
        ),
      ],
    ])
    said.mockRestore()
    await lab.provision([{ topic: 'orders' }], { fresh: true })
    await lab.produce('orders', [{ value: 1 }, { value: 2 }])
    const member = await lab.join('A', 'orders', { fresh: true })
    const seen = await member.receive()
    await member.ack(seen)
    expect(seen.map(({ value }) => value)).toEqual([1, 2])
    expect((await lab.observe()).group('A').lag).toEqual({ orders: [0] })
    const packer = await lab.joinShare('packing', 'orders', { fresh: true })
    const acquired = await packer.acquire()
    expect(acquired.map(({ value }) => value)).toEqual([1, 2])
    const { acknowledged } = await packer.accept(acquired)
    expect(acknowledged.map(({ as }) => as)).toEqual(['accepted', 'accepted'])
  })
})

test("Kafka's own tools get in with a file of settings, as the README has it", async () => {
  const { broker } = secure
  const file = `${broker.folder}/client.properties`
  const settings = [
    'security.protocol=SASL_SSL',
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${broker.files.authority}`,
    'sasl.mechanism=SCRAM-SHA-512',
    `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="maria" password="${users.maria?.password}";`,
  ]
  writeFileSync(file, settings.join('\n'), { mode: 0o600 })
  await secure.foreign.admin.createTopics({
    topics: [{ topic: `${prefix}listed` }, { topic: 'of-somebody-else' }],
  })
  const listed = await kafkaTool('org.apache.kafka.tools.TopicCommand', [
    ...['--bootstrap-server', broker.at.LOGIN, '--command-config', file, '--list'],
  ])
  expect(listed.split('\n')).toContain(`${prefix}listed`)
  expect(listed).not.toContain('of-somebody-else')
})
