import { expect, test } from 'vitest'
import { type Left, noOrigin, type Redriven, redrivenLine } from '../../src/kafka/redriven.js'

const left = (offset: number, why: string): Left => ({ partition: 1, offset, why })
const line = (...all: Left[]): string => redrivenLine('q', { redriven: [], left: all } satisfies Redriven)

test('what is left is grouped by the reason, with the first places', () => {
  expect(line()).toBe("nothing new in 'q'")
  expect(line(...[3, 4, 5, 7, 9].map((offset) => left(offset, noOrigin)))).toBe(
    "5 left in 'q' (P1 @3, P1 @4, P1 @5 and 2 more), because the headers name no origin",
  )
})

test('a reset is named where it can help, from the first place on', () => {
  expect(line(left(3, noOrigin), left(4, "topic 'a' does not exist"), left(5, noOrigin))).toBe(
    "2 left in 'q' (P1 @3, P1 @5), because the headers name no origin; " +
      "1 left in 'q' (P1 @4), because topic 'a' does not exist; " +
      "to try again from P1 @4 on: lab.reset('redrive.q', { partition: 1, to: 4 })",
  )
})
