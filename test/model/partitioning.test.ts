import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import fc from 'fast-check'
import kafkajs from 'kafkajs'
import { describe, expect, test } from 'vitest'
import { murmur2, partitionFor, toPositive } from '../../src/model/partitioning.js'

interface Vector {
  readonly key?: string
  readonly hex: string
  readonly hash: number
  readonly positive: number
}
const { vectors } = JSON.parse(readFileSync('test/model/murmur2-vectors.json', 'utf8')) as {
  vectors: Vector[]
}
const users = Array.from({ length: 12 }, (_, index) => `user-${index + 1}`)
const placed = (keys: string[], partitions: number) =>
  keys.map((key) => partitionFor(key, partitions).partition)

describe("Kafka's Java client", () => {
  test.each(vectors)('hashes $hex alike', ({ key, hex, hash, positive }) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
    expect([murmur2(bytes), toPositive(murmur2(bytes))]).toEqual([hash, positive])
    const steps = partitionFor(key ?? bytes, 5)
    expect(steps).toEqual({ bytes, hash, positive, partition: positive % 5 })
  })

  test('is asked about every length of the tail and about bytes with the high bit set', () => {
    const lengths = new Set(vectors.map(({ hex }) => hex.length / 2))
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((length) => !lengths.has(length))).toEqual([])
    expect(vectors.filter(({ hash }) => hash < 0).length).toBeGreaterThan(5)
    expect(vectors.filter(({ hex }) => hex.startsWith('ff')).length).toBe(9)
  })
})

describe('lesson 01', () => {
  test('user-1 to user-12 on three partitions are skewed 2, 3, 7 without any hot key', () => {
    expect(placed(users, 3)).toEqual([2, 2, 2, 1, 1, 2, 2, 0, 2, 2, 1, 0])
  })

  test('order-100, -101 and -102 land on 1, 1 and 0 of three', () => {
    expect(placed(['order-100', 'order-101', 'order-102'], 3)).toEqual([1, 1, 0])
  })

  test('alice, bob and charlie all land on partition 0 of three', () => {
    expect(placed(['alice', 'bob', 'charlie'], 3)).toEqual([0, 0, 0])
  })

  test('from three to four partitions only user-10 stays', () => {
    const [three, four] = [placed(users, 3), placed(users, 4)]
    expect(users.filter((_, index) => three[index] === four[index])).toEqual(['user-10'])
  })

  test('from three to four partitions three keys of four move', () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `key-${index}`)
    const [three, four] = [placed(keys, 3), placed(keys, 4)]
    const moved = keys.filter((_, index) => three[index] !== four[index]).length / keys.length
    expect(moved).toBeCloseTo(0.75, 1)
  })
})

describe('kafkajs', () => {
  const partitioner = kafkajs.Partitioners.DefaultPartitioner()
  const theirs = (key: Buffer | string, partitions: number) =>
    partitioner({
      topic: 'orders',
      message: { key, value: null },
      partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
        partitionErrorCode: 0,
        partitionId,
        leader: 1,
        replicas: [1],
        isr: [1],
      })),
    })

  test('chooses the same partition for any string', () => {
    const keys = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 50 }), (key, partitions) => {
        expect(partitionFor(key, partitions).partition).toBe(theirs(key, partitions))
      }),
    )
  })

  test('chooses the same partition for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.integer({ min: 1, max: 50 }), (key, partitions) => {
        expect(partitionFor(key, partitions).partition).toBe(theirs(Buffer.from(key), partitions))
      }),
    )
  })
})

test.each([
  ['user-1', "'user-1' = 75 73 65 72 2d 31 → murmur2 1404122828 → positive 1404122828 → mod 3 = P2"],
  ['user-8', "'user-8' = 75 73 65 72 2d 38 → murmur2 -1644747527 → positive 502736121 → mod 3 = P0"],
  ['', "'' = no bytes → murmur2 275646681 → positive 275646681 → mod 3 = P0"],
])('the key %j prints its steps in one line', (key, line) => {
  expect(inspect(partitionFor(key, 3))).toBe(line)
})

test('a long key is cut, and bytes are printed without a name', () => {
  const tail = '(78 ){12}… → murmur2 -?\\d+ → positive \\d+ → mod 1 = P0$'
  expect(inspect(partitionFor('x'.repeat(25), 1))).toMatch(new RegExp(`^'x{23}…' = ${tail}`))
  expect(inspect(partitionFor(new Uint8Array(13).fill(0x78), 1))).toMatch(new RegExp(`^${tail}`))
})

test('bytes that lie inside a larger buffer are hashed alone', () => {
  const whole = new TextEncoder().encode('xxuser-1yy')
  expect(murmur2(whole.subarray(2, 8))).toBe(murmur2(new TextEncoder().encode('user-1')))
})

test.each([0, -1, 1.5, Number.NaN])('%s partitions is refused with a sentence', (partitions) => {
  expect(() => partitionFor('user-1', partitions)).toThrowError(
    new RangeError(
      `Cannot choose a partition among ${partitions}: a topic has a whole number of partitions, at least 1. Pass the topic's partition count.`,
    ),
  )
})
