// @ts-check
// What grows with the messages, and what must not: 1 000 to 1 000 000 of them through two groups, and a topic of 500 partitions.
import { grown } from '../growth.mjs'
import { timed } from '../measure.mjs'

/** @typedef {import('../kit.mjs').Kit} Kit */

const million = 1_000_000
/** Produced, received and acknowledged twice: a message of 1 000 carries more of the joins and polls than one of 10 000. */
const flat = /** @type {const} */ ({ ratio: { atMost: 1.2 } })
const atMillion = /** @type {const} */ ({ repetitions: 3, warmUps: 0 })

/** @type {import('../measure.mjs').Row[]} */
export const growthRows = [
  ...[1_000, 10_000].map((count) => ({
    ...perMessage(count),
    target: {},
    repetitions: 5,
  })),
  {
    ...perMessage(100_000),
    ...againstTenThousand(),
    repetitions: 3,
  },
  {
    ...perMessage(million),
    ...againstTenThousand(),
    ...atMillion,
  },
  {
    name: 'growth-timeline',
    what: `what the timeline keeps of ${written(million)} messages through two groups, as JSON`,
    unit: 'kB',
    target: { value: { atMost: 2_000 } },
    ...atMillion,
    ours: async (kit) => (await grownOnce(kit)).timelineKB,
  },
  {
    name: 'growth-observe',
    what: `observe() after ${written(million)} messages`,
    unit: 'ms',
    target: { value: { atMost: 1_000 } },
    ...atMillion,
    ours: async (kit) => (await grownOnce(kit)).observeMs,
  },
  {
    name: 'growth-picture',
    what: `the slowest picture after ${written(million)} messages`,
    unit: 'ms',
    target: { value: { atMost: 1_000 } },
    ...atMillion,
    ours: async (kit) => (await grownOnce(kit)).slowestPictureMs,
  },
  {
    name: 'growth-svg',
    what: `the largest picture after ${written(million)} messages, as SVG`,
    unit: 'kB',
    target: { value: { atMost: 200 } },
    ...atMillion,
    ours: async (kit) => (await grownOnce(kit)).largestSvgKB,
  },
  {
    name: 'observe-500',
    what: 'observe() of a topic with 500 partitions and a group that has committed in each',
    unit: 'ms',
    target: { value: { atMost: 300 } },
    repetitions: 5,
    async ours(kit) {
      const { lab, topic } = await kit.remembered('500 partitions', () => fivehundred(kit))
      return timed(() => lab.observe({ topics: [topic] }))
    },
  },
]

/** @param {number} count */
function perMessage(count) {
  return {
    name: `growth-1e${Math.log10(count)}`,
    what: `${written(count)} messages through two groups, time for each`,
    unit: /** @type {const} */ ('µs'),
    ours: async (/** @type {Kit} */ kit) =>
      (count === million ? await grownOnce(kit) : await grown(kit, count)).microsecondsEach,
  }
}

function againstTenThousand() {
  return {
    against: 'a message of 10,000',
    target: flat,
    reference: async (/** @type {Kit} */ kit) => (await grown(kit, 10_000)).microsecondsEach,
  }
}

/**
 * One run serves all rows of a million.
 * @param {Kit} kit
 */
function grownOnce(kit) {
  return kit.remembered(`a million ${kit.turn}`, () => grown(kit, million))
}

/** @param {Kit} kit */
async function fivehundred(kit) {
  const lab = await kit.lab()
  const [topic, group] = [kit.name('wide'), kit.name('group')]
  await lab.provision([{ topic, partitions: 500 }])
  await lab.produce(
    topic,
    Array.from({ length: 500 }, (_, partition) => ({ value: partition, partition })),
  )
  const member = await lab.join(group, topic)
  await member.ack(await member.receive())
  return { lab, topic }
}

/** @param {number} count */
function written(count) {
  return count.toLocaleString('en-US')
}
