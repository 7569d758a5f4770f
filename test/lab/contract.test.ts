import { describe, expect, test } from 'vitest'
import { itKeepsTheContract } from './contract.js'
import { onExternalCluster, prefix } from './on-external.js'
import { withLab } from './with-lab.js'

describe('a lab on a Kafka of its own', () => {
  const file = withLab()
  itKeepsTheContract(file)

  test('uses names as they are, and sees its files', async () => {
    const topic = file.name('topic')
    await file.lab.provision([{ topic, partitions: 2 }])
    expect(await file.state.connection.admin.listTopics()).toContain(topic)
    const [sent] = await file.lab.produce(topic, { key: 'alice', value: 1 })
    const segments = await file.lab.segments(topic)
    expect(segments.map(({ partition, file: name }) => [partition, name])).toEqual([
      [0, '00000000000000000000.log'],
      [1, '00000000000000000000.log'],
    ])
    expect(segments.map(({ bytes }) => bytes > 0)).toEqual(
      [0, 1].map((partition) => partition === sent?.partition),
    )
  })
})

describe('a lab on a cluster that it shares', () => {
  const external = onExternalCluster()
  const file = withLab()
  itKeepsTheContract(file)

  test('every topic and group that it makes carries its prefix there, and is shown without', async () => {
    const [topic, group] = [file.name('topic'), file.name('G')]
    await file.lab.provision([{ topic }])
    await file.lab.produce(topic, { value: 1 })
    const member = await file.lab.join(group, topic)
    await member.ack(await member.receive())
    const { admin } = external.foreign
    const topics = (await admin.listTopics()).filter((name) => !name.startsWith('__'))
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId)
    expect(topics).toContain(prefix + topic)
    expect(groups).toContain(prefix + group)
    expect([...topics, ...groups].filter((name) => !name.startsWith(prefix))).toEqual([])
    const shown = JSON.stringify([
      await file.lab.observe(),
      await file.lab.describe(),
      file.lab.timeline(),
      member.assigned,
      member.news,
    ])
    expect(shown).toContain(topic)
    expect(shown).not.toContain(prefix)
  })

  test('the files of the brokers are on their machines', async () => {
    const topic = file.name('topic')
    await file.lab.provision([{ topic }])
    expect(await file.lab.segments(topic)).toEqual([])
  })
})
