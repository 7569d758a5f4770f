// @ts-check
// What a group does when members come and go: the lab against kafkajs with its defaults on a broker with its defaults.
import { sendOne } from '../bare-client.mjs'
import { bareMember } from '../bare-member.mjs'
import { timed } from '../measure.mjs'

const partitions = 4
const common = /** @type {const} */ ({
  against: 'kafkajs with its defaults on a broker with its defaults',
  unit: 'ms',
  target: { ratio: { atMost: 0.1 } },
  repetitions: 3,
})

/** @type {import('../measure.mjs').Row[]} */
export const groupRows = [
  {
    name: 'join',
    what: 'a second member joins, until both have their partitions',
    ...common,
    async ours(kit) {
      const { lab, topic, group } = await kit.ours(partitions)
      await lab.join(group, topic, { as: 'C1' })
      return timed(() => lab.join(group, topic, { as: 'C2' }))
    },
    async reference(kit) {
      const { kafka, topic, group } = await kit.bare(partitions)
      const first = await bareMember(kafka, group, topic)
      await first.owns(partitions)
      const took = await timed(async () => {
        const second = await bareMember(kafka, group, topic)
        kit.atEnd(second.end)
        await Promise.all([first.owns(partitions / 2), second.owns(partitions / 2)])
      })
      await first.end()
      return took
    },
  },
  {
    name: 'leave',
    what: 'a member leaves, until the other has all partitions',
    ...common,
    async ours(kit) {
      const { lab, topic, group } = await kit.ours(partitions)
      const [, second] = await lab.join(group, topic, { as: ['C1', 'C2'] })
      return timed(async () => {
        await second?.leave()
        await lab.settled(group, { members: 1 })
      })
    },
    async reference(kit) {
      const { kafka, topic, group } = await kit.bare(partitions)
      const first = await bareMember(kafka, group, topic)
      kit.atEnd(first.end)
      const second = await bareMember(kafka, group, topic)
      await Promise.all([first.owns(partitions / 2), second.owns(partitions / 2)])
      return timed(async () => {
        await second.end()
        await first.owns(partitions)
      })
    },
  },
  {
    name: 'reset',
    what: 'a group with a member goes back to the beginning: leave, reset, join, first message',
    ...common,
    async ours(kit) {
      const { lab, topic, group } = await kit.ours(partitions)
      await lab.produce(topic, { value: 1 })
      const member = await lab.join(group, topic)
      await member.ack(await member.receive())
      return timed(async () => {
        await member.leave()
        await lab.reset(group)
        await (await lab.join(group, topic)).receive()
      })
    },
    async reference(kit) {
      const { kafka, topic, group } = await kit.bare(partitions)
      await sendOne(kafka, topic)
      const member = await bareMember(kafka, group, topic)
      await member.received()
      const admin = kafka.admin()
      await admin.connect()
      kit.atEnd(() => admin.disconnect())
      return timed(async () => {
        await member.end()
        await admin.resetOffsets({ groupId: group, topic, earliest: true })
        const again = await bareMember(kafka, group, topic)
        kit.atEnd(again.end)
        await again.received()
      })
    },
  },
  {
    name: 'fresh',
    what: 'a topic that has a live member is made anew: leave, delete, create',
    ...common,
    async ours(kit) {
      const { lab, topic, group } = await kit.ours(partitions)
      await lab.join(group, topic)
      return timed(() => lab.provision([{ topic, partitions }], { fresh: true }))
    },
    async reference(kit) {
      const { kafka, topic, group } = await kit.bare(partitions)
      const member = await bareMember(kafka, group, topic)
      await member.owns(partitions)
      const admin = kafka.admin()
      await admin.connect()
      kit.atEnd(() => admin.disconnect())
      return timed(async () => {
        await member.end()
        await admin.deleteTopics({ topics: [topic] })
        await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true })
      })
    },
  },
]
