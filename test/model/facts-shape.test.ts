import { expect, test } from 'vitest'
import {
  committedShape,
  eventsShape,
  observationShape,
  partitionFactsShape,
  perPartitionShape,
  placedShape,
  placeShape,
  replicaLookShape,
} from '../../src/model/facts-shape.js'
import { aCount, type Shape } from '../../src/model/shape.js'
import { observed } from '../charts/fixtures.js'

const facts = { ...observed({ orders: [2] }, { A: { committed: { orders: [1] } } }) }
const place = { topic: 'orders', partition: 0, offset: 7 }
const replicas = { topic: 'orders', partition: 0, leader: null, replicas: [1], isr: [] }

test.each<[string, Shape, unknown]>([
  ['an observation', observationShape, facts],
  ['a place', placeShape, place],
  ['a message', placedShape, { ...place, key: null }],
  ['a group', committedShape, { committed: { constructor: [null, 3] } }],
  ['entries', perPartitionShape(aCount), { orders: [0, null] }],
  ['a partition', partitionFactsShape, { ...replicas, start: 0, end: 3 }],
  ['a look', replicaLookShape, { atMs: 1, partitions: [replicas] }],
  ['events', eventsShape, [{ atMs: 1, type: 'joined', group: 'A', member: 'C1', assigned: [place] }]],
])('%s fits', (_, shape, value) => expect(shape(value, '')).toBeNull())

test.each<[string, Shape, unknown, string]>([
  ['an observation', observationShape, { ...facts, groups: [{}] }, 'groups[0].group'],
  ['a place', placeShape, { ...place, offset: -1 }, 'offset'],
  ['a group', committedShape, { committed: { orders: [1.5] } }, "committed['orders'][0]"],
  ['a partition', partitionFactsShape, { ...replicas, start: 0 }, 'end'],
  ['a look', replicaLookShape, { atMs: 1, partitions: [{}] }, 'partitions[0].topic'],
  [
    'events',
    eventsShape,
    [{ atMs: 1, type: 'joined', group: 'A', member: 'C1', assigned: [7] }],
    '[0].assigned[0]',
  ],
])('%s does not', (_, shape, value, path) => expect(shape(value, '')?.path).toBe(path))
