// @ts-check

const sources = [
  `import { claim, given, openLab } from './src/index'
const lab = await openLab()
await lab.startOver()
const topics = Array.from({ length: 500 }, (_, at) => \`topic-\${at}\`)
const holding = async () => (await lab.observe({ topics })).partitions.filter(({ end }) => end > 0).length`,
  `const made = await lab.provision(topics.map((topic) => ({ topic })))
claim('all of them are there', made.length, 500)`,
  `for (const topic of topics) await lab.produce(topic, [{ value: 1 }, { value: 2 }])
claim('each holds a message', await holding(), 500)`,
  `given((await holding()) === 500, 'that writes to each topic')
const [c1, c2] = await lab.join('readers', topics.slice(0, 50), { as: ['C1', 'C2'] })
claim('all partitions are given out', c1.assigned.length + c2.assigned.length, 50)`,
  `await c1.ack(await c1.receive())
await c2.ack(await c2.receive())`,
  `const { partitions, groups } = await lab.observe({ topics, groups: ['readers'] })
given(partitions.length === 500, 'that creates the topics')
claim('a look sees all of them, and the group', [partitions.length, groups.length], [500, 1])`,
]

/**
 * A lesson that no reader sees, for a soak: 500 topics are created, written and looked at, and a group reads 50 of them.
 * @type {import('./lesson.mjs').Lesson}
 */
export const manyTopics = {
  name: '500-topics',
  cells: sources.map((source, index) => ({ index, source })),
}
