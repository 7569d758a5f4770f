import { describe, expect, test } from 'vitest'
import { keyName, keysOf, lanesOf, type PlacedMessage } from '../../src/model/placement.js'

const at = (
  partition: number,
  offset: number,
  key?: PlacedMessage['key'],
  topic = 'orders',
): PlacedMessage => (key === undefined ? { topic, partition, offset } : { topic, partition, offset, key })

describe('lanesOf', () => {
  test('sorts into partitions by offset, with the number of each in the list, and has empty partitions', () => {
    const lanes = lanesOf([at(1, 7, 'b'), at(0, 3, 'a'), at(1, 6, 'b'), at(1, 8)], 3)
    const short = lanes.map(({ partition, messages }) => [
      partition,
      messages.map(({ number, key, message }) => [number, key, message.offset]),
    ])
    expect(short).toEqual([
      [0, [[2, 'a', 3]]],
      [
        1,
        [
          [3, 'b', 6],
          [1, 'b', 7],
          [4, '(no key)', 8],
        ],
      ],
      [2, []],
    ])
  })

  test('of no messages are empty', () => {
    expect(lanesOf([], 2)).toEqual([
      { partition: 0, messages: [] },
      { partition: 1, messages: [] },
    ])
  })

  test.each<[string, PlacedMessage[], number, string]>([
    [
      'several topics',
      [at(0, 0), at(0, 0, 'a', 'payments')],
      1,
      "wanted messages of one topic, found 'orders' and 'payments'. Take one topic's.",
    ],
    [
      'a partition that is not among them',
      [at(0, 0), at(3, 0)],
      3,
      "wanted partitions 0 to 2, found a message in 3. Pass how many partitions 'orders' has now.",
    ],
    [
      'a message without a place',
      [at(Number.NaN, 0)],
      3,
      "wanted partitions 0 to 2, found a message in NaN. Pass how many partitions 'orders' has now.",
    ],
    ['no partitions', [], 0, 'wanted a whole number of partitions from 1 on, found 0. Mend it.'],
    ['half a partition', [], 1.5, 'wanted a whole number of partitions from 1 on, found 1.5. Mend it.'],
  ])('refuses %s', (_, messages, partitions, said) => {
    expect(() => lanesOf(messages, partitions)).toThrowError(
      new Error(`Cannot sort messages into partitions: ${said}`),
    )
  })
})

test('keyName tells text, bytes, the empty key and no key apart', () => {
  const keys = ['user-1', '', new Uint8Array([0xff, 0x0a]), new Uint8Array(), null, undefined]
  expect(keys.map(keyName)).toEqual(['user-1', '(empty)', '0xff0a', '(empty)', '(no key)', '(no key)'])
})

test('keysOf lists keys by their first message, whatever partition it is in, and having none is none', () => {
  const lanes = lanesOf([at(1, 0, 'b'), at(0, 0, 'a'), at(1, 1, 'b'), at(0, 1), at(0, 2, 'c')], 2)
  expect(keysOf(lanes)).toEqual(['b', 'a', 'c'])
})
