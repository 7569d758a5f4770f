import type { PartitionFacts } from './observation.js'

/**
 * What the brokers say of one partition, in one line: "orders P0: leader 1, in sync 1, 2 of 1, 2, 3, offsets 0 to 10".
 * The second offset is the log end offset, which is the next to be written.
 */
export function partitionLine({
  topic,
  partition,
  leader,
  replicas,
  isr,
  start,
  end,
}: PartitionFacts): string {
  const led = leader === null ? 'no leader' : `leader ${leader}`
  const lacks = replicas.some((id) => !isr.includes(id))
  const inSync = lacks ? `in sync ${isr.join(', ')} of ${replicas.join(', ')}` : `in sync ${isr.join(', ')}`
  return `${topic} P${partition}: ${led}, ${inSync}, offsets ${start} to ${end}`
}
