import { expect, it } from 'vitest'
import { chosenTopics, readersOf } from '../../src/charts/topics.js'
import { observed } from './fixtures.js'

const observation = observed(
  { orders: [1, 1], payments: [1] },
  {
    positioned: { committed: { orders: [1, null] } },
    owning: { committed: {}, members: { C1: ['payments/0'] } },
    remembering: { committed: {}, received: { 'orders/0': [0] } },
    elsewhere: { committed: {} },
  },
)

it('takes the topics in the order of the observation', () => {
  expect(chosenTopics(observation, undefined, 'draw')).toEqual(['orders', 'payments'])
  expect(chosenTopics(observation, 'payments', 'draw')).toEqual(['payments'])
})

it('refuses a topic that was not observed', () => {
  expect(() => chosenTopics(observed({}, {}), 'orders', 'draw the offsets')).toThrowError(
    new Error(
      "Cannot draw the offsets of topic 'orders': the observation holds no topic. Observe again, with that topic, and draw that.",
    ),
  )
})

it('finds the groups that have to do with a topic', () => {
  const names = (topic: string): string[] => readersOf(observation, topic).map(({ group }) => group)
  expect([names('orders'), names('payments')]).toEqual([['positioned', 'remembering'], ['owning']])
})
