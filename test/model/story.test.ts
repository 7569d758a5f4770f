import { expect, test } from 'vitest'
import { latestStory, onlyGroup } from '../../src/model/story.js'
import type { LabEvent } from '../../src/model/timeline.js'

const event = (atMs: number, type: 'left' | 'group-deleted', group: string | null): LabEvent => {
  return { atMs, type, group, member: type === 'group-deleted' ? null : 'C1' }
}
const joined = (atMs: number, group: string): LabEvent => {
  return { atMs, type: 'joined', assigned: [], group, member: 'C1' }
}

test('the only group of events; none where there is none yet', () => {
  expect(onlyGroup([joined(0, 'A'), event(1, 'left', null), event(2, 'left', 'A')], 'draw', 'f')).toBe('A')
  expect(onlyGroup([], 'draw', 'f')).toBe('')
  expect(() => onlyGroup([joined(0, 'A'), joined(1, 'B')], 'draw', 'f')).toThrowError(
    /^Cannot draw: wanted the events of one group, found those of 'A' and 'B'\. Name one of them: f\(events, \{ group: 'A' \}\)\.$/,
  )
})

test('the latest story begins after the deletion before the last join, and holds one group', () => {
  const old = [joined(0, 'A'), event(1, 'left', 'A'), event(2, 'group-deleted', 'A')]
  const latest = [joined(3, 'A'), event(4, 'left', 'A')]
  expect(latestStory([...old, joined(3, 'B'), ...latest], 'A')).toEqual(latest)
  expect(latestStory([...old, ...latest, event(5, 'group-deleted', 'A')], 'A')).toEqual([
    ...latest,
    event(5, 'group-deleted', 'A'),
  ])
  expect(latestStory(old, 'A')).toEqual(old)
})
