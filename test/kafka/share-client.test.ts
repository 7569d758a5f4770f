import { expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'
import { kafkaTool } from './kafka-tool.js'

const file = withLab()

test('brokers without share groups are told of at each join, and no process stays', async () => {
  await file.lab.provision([{ topic: 'orders' }])
  const { connection, shares } = file.state
  const brokers = connection.cluster.brokers.join(', ')
  const off = ['downgrade', '--feature', 'share.version=0']
  await kafkaTool('org.apache.kafka.tools.FeatureCommand', ['--bootstrap-server', brokers, ...off])
  const sentence = `C1 cannot join share group 'packing': the Kafka at ${brokers} has no share groups (its feature share.version is 0, and 1 is wanted). Use Kafka 4.2 or later with that feature on, or leave out KAFKA_BROKERS for the lab's own.`
  expect(await refusal(file.lab.joinShare('packing', 'orders'))).toBe(sentence)
  const again = [file.lab.joinShare('packing', 'orders'), file.lab.joinShare('sorting', 'orders')]
  expect(await Promise.all(again.map(refusal))).toEqual([sentence, sentence.replace('packing', 'sorting')])
  expect(shares.host).toBeNull()
})
