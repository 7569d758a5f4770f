import {
  aCount,
  aNumber,
  aText,
  fieldsOf,
  listOf,
  mapOf,
  orNothing,
  orNull,
  type Shape,
  whatever,
} from './shape.js'

const place = { topic: aText, partition: aCount }

/** A partition of a topic. */
const partitionShape = fieldsOf(place)

/** A message, as far as its place in the log goes. */
export const placeShape: Shape = fieldsOf({ ...place, offset: aCount })

/** Per topic, one entry a partition. */
export function perPartitionShape(entry: Shape): Shape {
  return mapOf(listOf(orNull(entry)))
}

/** A group, as far as its committed offsets go. */
export const committedShape: Shape = fieldsOf({ committed: perPartitionShape(aCount) })

const ranges = listOf(fieldsOf({ from: aCount, to: aCount }))

/** Something that happened. What only some kinds carry is looked at where it is there. */
export const eventShape: Shape = fieldsOf({
  atMs: aNumber,
  type: aText,
  group: orNull(aText),
  member: orNull(aText),
  assigned: orNothing(listOf(partitionShape)),
  topic: orNothing(aText),
  partition: orNothing(aCount),
  offset: orNothing(aCount),
  offsets: orNothing(ranges),
  from: orNothing(aCount),
  to: orNothing(aCount),
  generation: orNothing(aCount),
  reason: orNothing(aText),
  broker: orNothing(aNumber),
  sessionTimeoutMs: orNothing(aNumber),
})

/** What `lab.timeline()` returns. */
export const eventsShape: Shape = listOf(eventShape)

const nodes = listOf(aNumber)
const replicas = { ...place, leader: orNull(aNumber), replicas: nodes, isr: nodes }

/** One partition as `lab.describe` has it. */
export const partitionFactsShape: Shape = fieldsOf({ ...replicas, start: aCount, end: aCount })

/** One look of `lab.sampleReplicas`. */
export const replicaLookShape: Shape = fieldsOf({ atMs: aNumber, partitions: listOf(fieldsOf(replicas)) })

const memory = fieldsOf({
  name: aText,
  commit: aText,
  partitions: listOf(fieldsOf({ ...place, received: ranges, acknowledged: ranges })),
})

/** One group of an observation. */
export const groupShape: Shape = fieldsOf({
  group: aText,
  state: aText,
  members: listOf(fieldsOf({ name: aText, assigned: listOf(partitionShape) })),
  positions: listOf(fieldsOf({ ...place, committed: orNull(aCount), start: aCount, end: aCount })),
  memory: listOf(memory),
})

/** What `lab.observe()` returns. */
export const observationShape: Shape = fieldsOf({
  atMs: aNumber,
  partitions: listOf(partitionFactsShape),
  groups: listOf(groupShape),
  appearance: fieldsOf({ groups: listOf(aText), members: listOf(aText) }),
})

/** A message with its key, as `lab.produce` returns it. */
export const placedShape: Shape = fieldsOf({ ...place, offset: aCount, key: whatever })
