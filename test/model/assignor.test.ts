import { expect, test } from 'vitest'
import { assignorNames, byId } from '../../src/model/assignor.js'
import { subscriber } from './subscribers.js'

test('the default comes first', () => {
  expect(assignorNames).toEqual(['round robin', 'range', 'sticky'])
})

test('members go by their ids, character by character, and the list given stays as it was', () => {
  const members = ['C2-a', 'C10-b', 'C1-z', 'c1-a'].map((id) => subscriber(id))
  expect(byId(members).map(({ id }) => id)).toEqual(['C1-z', 'C10-b', 'C2-a', 'c1-a'])
  expect(members[0]?.id).toBe('C2-a')
})
