import { expect, it } from 'vitest'
import type { Scene } from '../../src/charts/scene.js'
import { sharing } from '../../src/charts/sharing.js'
import type { Observation } from '../../src/model/observation.js'
import { illegible } from './legible.js'
import { oneToFive, shared } from './shares.js'

const long = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `notifications-host-0${number}`)

function sceneOf(looks: readonly Observation[]): Scene {
  const { picture } = sharing(looks, { group: 'chat-service', topic: 'chat-messages' })
  if (picture.kind !== 'plot') throw new Error(`wanted a scene, found ${picture.kind}`)
  return picture.scene
}

it.each([
  ['one to five members', oneToFive],
  ['two partitions, names that are long, many idle', [shared(2, long), shared(2, ['C1'])]],
  ['six partitions', [6, 6, 6].map((partitions, at) => shared(partitions, long.slice(0, 1 + 2 * at)))],
  ['thirty partitions', [shared(30, long), shared(30, ['C1'])]],
  ['a group in between', [shared(4, long, 'CompletingRebalance'), shared(3, [], 'Empty')]],
  ['nothing', []],
])('can be read: %s', (_, looks) => {
  expect(illegible(sceneOf(looks))).toEqual([])
})

it('has a box for each partition, in the colour of its owner', () => {
  const { boxes, labels } = sceneOf([shared(4, ['C1', 'C2', 'C3'])])
  const fills = boxes.map(({ fill }) => fill)
  expect(fills).toHaveLength(4)
  expect(fills[0]).toBe(fills[3])
  expect(new Set(fills).size).toBe(3)
  expect(labels.map(({ text }) => text)).toEqual([
    'How chat-service shares chat-messages',
    ...['3 members', 'P0', 'C1', 'P1', 'C2', 'P2', 'C3', 'P3', 'C1', 'sizes 2, 1, 1'],
  ])
})

it('keeps the end of a long name, where names differ', () => {
  const texts = sceneOf([shared(2, long), shared(2, ['C1']), shared(2, ['C1'])]).labels.map(
    ({ text }) => text,
  )
  expect(texts).toEqual(
    expect.arrayContaining(['…s-host-01', '…s-host-02', 'idle: notifications-host-03', 'and 2 more idle']),
  )
})
