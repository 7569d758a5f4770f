import type { ReplicaLook, Replicas } from '../model/replica-spans.js'
import { type BrokerEvents, brokerChanges } from './broker-changes.js'
import { partitionsSaid } from './given-out.js'
import type { Told } from './steps.js'
import { listed } from './words.js'

/** What looks at the replicas and events of brokers come to, in sentences, oldest first. */
export function replicasTold(looks: readonly ReplicaLook[], events: BrokerEvents): Told[] {
  const [first, last] = [looks[0], looks.at(-1)]
  if (!first || !last) return []
  const several = new Set(first.partitions.map(({ topic }) => topic)).size > 1
  const begin = { atMs: first.atMs, text: `At first, ${leadersSaid(first.partitions, several)}.`, key: false }
  const changes = brokerChanges(events, first.atMs).filter(({ atMs }) => atMs <= last.atMs)
  const done = changes.map(({ atMs, broker, change }): Told => {
    const seen = looks.findLast((look) => look.atMs <= atMs)?.partitions ?? []
    const led = seen.filter(({ leader }) => leader === broker)
    const lost = change === 'started' || change === 'thawed' || led.length === 0
    const text = `Node ${broker} was ${change}.${lost ? '' : ` It led ${partitionsSaid(led, several)}.`}`
    return { atMs, text, key: change === 'killed' }
  })
  const found = looks.slice(1).flatMap((look, at): Told[] => {
    const said = differences(looks[at]?.partitions ?? [], look.partitions, several)
    return said.length === 0 ? [] : [{ atMs: look.atMs, text: said.join(' '), key: true }]
  })
  const end = { atMs: last.atMs, text: `At the end, ${leadersSaid(last.partitions, several)}.`, key: true }
  return [begin, ...[...done, ...found].sort((a, b) => a.atMs - b.atMs), end]
}

/** 'node 1 led P0 and P2, nobody led P1; all replicas were in sync' */
function leadersSaid(partitions: readonly Replicas[], several: boolean): string {
  const leaders = [...new Set(partitions.map(({ leader }) => leader))]
  const led = leaders.map((leader) => {
    const own = partitions.filter((one) => one.leader === leader)
    return `${leader === null ? 'nobody' : `node ${leader}`} led ${partitionsSaid(own, several)}`
  })
  const nodes = [...new Set(partitions.flatMap(outOfSync))].sort((a, b) => a - b)
  const out = nodes.map((node) => {
    const where = partitions.filter((one) => outOfSync(one).includes(node))
    return `node ${node} in ${partitionsSaid(where, several)}`
  })
  return `${listed(led)}; ${out.length === 0 ? 'all replicas were in sync' : `out of sync: ${listed(out)}`}`
}

function outOfSync({ replicas, isr }: Replicas): number[] {
  return replicas.filter((node) => !isr.includes(node))
}

/** What is other than in the look before: leaders first, then who fell out of sync, then who came back. */
function differences(before: readonly Replicas[], now: readonly Replicas[], several: boolean): string[] {
  const moved = new Map<string, Replicas[]>()
  const note = (sentence: string, one: Replicas): void => {
    moved.set(sentence, [...(moved.get(sentence) ?? []), one])
  }
  const pairs = now.flatMap((one) => {
    const former = before.find(({ topic, partition }) => topic === one.topic && partition === one.partition)
    return former ? [{ former, one }] : []
  })
  for (const { former, one } of pairs) {
    if (one.leader === former.leader) continue
    if (one.leader === null) note(`Nobody led ANY, in place of node ${former.leader}.`, one)
    else
      note(
        `Node ${one.leader} led ANY${former.leader === null ? ' now' : `, in place of node ${former.leader}`}.`,
        one,
      )
  }
  for (const { former, one } of pairs)
    for (const node of former.isr)
      if (!one.isr.includes(node)) note(`Node ${node} fell out of the in-sync replicas of ANY.`, one)
  for (const { former, one } of pairs)
    for (const node of one.isr)
      if (!former.isr.includes(node)) note(`Node ${node} was in sync again in ANY.`, one)
  return [...moved].map(([sentence, all]) => sentence.replace('ANY', () => partitionsSaid(all, several)))
}
