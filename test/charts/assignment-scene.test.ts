import { expect, it } from 'vitest'
import { assignmentScene, type GroupAssignment } from '../../src/charts/assignment-scene.js'

const part: GroupAssignment = {
  group: 'chat-service',
  state: 'Stable',
  topic: 'chat-messages',
  partitions: [0, 1, 2],
  members: [
    { name: 'C1', colour: '#17797b', owned: [0, 2], idle: false },
    { name: 'C2', colour: '#efb118', owned: [], idle: true },
  ],
  unowned: [1],
}

it('has a row a member and one for what nobody owns', () => {
  const { labels } = assignmentScene('title', [part])
  expect(labels.map(({ text }) => text)).toEqual([
    'title',
    ...['chat-service', 'on chat-messages', 'Stable'],
    ...['C1', 'P0', 'P2'],
    ...['C2', 'idle: owns no partition'],
    ...['nobody', 'P1', 'nobody reads'],
  ])
})

it('fills what is owned with the colour of its member, and leaves the rest open', () => {
  const { boxes } = assignmentScene('title', [part])
  const tiles = boxes.filter(({ x1, x2 }) => x2 - x1 > 10)
  expect(tiles.map(({ fill }) => fill)).toEqual(['#17797b', '#17797b', '#ffffff'])
  expect(new Set(tiles.map(({ x1 }) => x1)).size).toBe(3)
})

it('has no row for nobody when everything is owned', () => {
  const { labels } = assignmentScene('title', [{ ...part, partitions: [0, 2], unowned: [] }])
  expect(labels.map(({ text }) => text)).not.toContain('nobody')
})
