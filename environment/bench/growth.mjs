// @ts-check
import { timed } from './measure.mjs'
import { orders } from './orders.mjs'

/** @typedef {import('./kit.mjs').Kit} Kit */
/** What came of messages through two groups. */
/**
 * @typedef {{ microsecondsEach: number, timelineKB: number, observeMs: number, slowestPictureMs: number, largestSvgKB: number }} Grown
 */

const groups = ['first', 'second']
/** How many are made and sent at a time: a million objects at once would measure this process's own memory. */
const portion = 10_000

/**
 * Sends messages of 100 B to 3 partitions; a member of each of two groups receives and acknowledges all. Then looks and draws.
 * @param {Kit} kit
 * @param {number} count
 * @returns {Promise<Grown>}
 */
export async function grown(kit, count) {
  const { lab, topic } = await kit.ours(3)
  const members = await Promise.all(groups.map((group) => lab.join(kit.name(group), topic)))
  const took = await timed(async () => {
    for (let sent = 0; sent < count; sent += portion) {
      await lab.produce(topic, orders({ bytes: 100, count: Math.min(portion, count - sent) }))
      for (const member of members) {
        await member.receive()
        await member.ack(member.news)
      }
    }
  })
  const observeMs = await timed(() => lab.observe())
  const pictures = await drawn(kit)
  return {
    microsecondsEach: (took * 1_000) / count,
    timelineKB: Buffer.byteLength(JSON.stringify(lab.timeline())) / 1_000,
    observeMs,
    slowestPictureMs: Math.max(...pictures.map(({ ms }) => ms)),
    largestSvgKB: Math.max(...pictures.map(({ kB }) => kB)),
  }
}

/**
 * Describes and draws each picture that looks at the cluster, or at all that happened.
 * @param {Kit} kit
 */
async function drawn(kit) {
  const lab = await kit.lab()
  const { charts } = await kit.module('index.js')
  const { loadDrawingLibraries, renderChart } = await kit.module('charts/render.js')
  // A kernel has loaded them while its Kafka started.
  await loadDrawingLibraries()
  const now = await lab.observe()
  const [{ group } = { group: '' }] = now.groups
  const describe = [
    () => charts.acknowledgements(now),
    () => charts.offsets(now),
    () => charts.assignments(now),
    () => charts.rebalance(lab.timeline({ group })),
  ]
  const pictures = []
  for (const chart of describe) {
    let svg = ''
    const ms = await timed(async () => {
      svg = await renderChart(chart())
    })
    pictures.push({ ms, kB: Buffer.byteLength(svg) / 1_000 })
  }
  return pictures
}
