import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { deadLetterHeaders } from '../../src/model/dead-letter.js'
import { delivery, type MessageDelivery } from '../../src/model/delivery.js'

const at = (offset: number, partition = 0, topic = 'orders') => ({ topic, partition, offset })
const fates = (deliveries: readonly MessageDelivery[]) => deliveries.map(({ fate }) => fate)
const committed = (...row: (number | null)[]) => ({ committed: { orders: row } })

test('each message that was sent, in its order, with how often it was handled', () => {
  const sent = [at(0), at(1), at(0, 1)]
  expect(delivery(sent, [at(0, 1), at(0), at(0, 1)], committed(1, 1))).toEqual([
    { ...at(0), handled: 1, fate: 'handled' },
    { ...at(1), handled: 0, fate: 'waiting' },
    { ...at(0, 1), handled: 2, fate: 'repeated' },
  ])
})

describe('a message that was not handled', () => {
  const sent = [at(0), at(1), at(2)]

  test('is lost below the committed offset, and waits at it and above', () => {
    expect(fates(delivery(sent, [], committed(1)))).toEqual(['lost', 'waiting', 'waiting'])
    expect(fates(delivery(sent, [], committed(0)))).toEqual(['waiting', 'waiting', 'waiting'])
    expect(fates(delivery(sent, [], committed(3)))).toEqual(['lost', 'lost', 'lost'])
  })

  test('waits where the group never committed', () => {
    const waiting = ['waiting', 'waiting', 'waiting']
    expect(fates(delivery(sent, [], committed(null)))).toEqual(waiting)
    expect(fates(delivery(sent, [], { committed: {} }))).toEqual(waiting)
    expect(fates(delivery(sent, [], { committed: { 'other-topic': [3] } }))).toEqual(waiting)
  })

  test('is judged by the committed offset of its own partition', () => {
    expect(fates(delivery([at(0, 0), at(0, 1), at(0, 2)], [], committed(1, 0, null)))).toEqual([
      'lost',
      'waiting',
      'waiting',
    ])
  })
})

test('a message in the dead letter queue is not lost; one that was handled in the end is handled', () => {
  const dead = [0, 1].map((offset) => ({
    headers: deadLetterHeaders({ ...at(offset), headers: {} }, 'declined'),
  }))
  const deadLettered = [...dead, { headers: { 'original-topic': 'orders' } }]
  expect(
    fates(delivery([at(0), at(1), at(2), at(0, 1)], [at(1)], committed(3, 1), { deadLettered })),
  ).toEqual(['dead-lettered', 'handled', 'lost', 'lost'])
})

test('what was handled without being sent here does not count', () => {
  expect(delivery([at(0)], [at(5), at(0, 0, 'other')], committed(1))).toEqual([
    { ...at(0), handled: 0, fate: 'lost' },
  ])
  expect(delivery([], [at(0)], committed(1))).toEqual([])
})

test('it prints as a count of each fate', () => {
  const sent = [0, 1, 2, 3, 4].map((offset) => at(offset))
  const headers = deadLetterHeaders({ ...at(2), headers: {} }, 'declined')
  const deliveries = delivery(sent, [at(0), at(1), at(1)], committed(4), { deadLettered: [{ headers }] })
  expect(inspect(deliveries)).toBe('5 sent, 1 handled, 1 repeated, 1 lost, 1 waiting, 1 dead-lettered')
  expect(inspect(delivery([], [], committed(0)))).toBe('0 sent')
})
