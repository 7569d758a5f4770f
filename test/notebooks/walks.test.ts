import { describe, expect, test } from 'vitest'
import { lessonNames, readLesson } from '../../environment/soak/lesson.mjs'
import { commandFor } from '../../environment/soak/options.mjs'
import { planWalk } from '../../environment/soak/plan.mjs'
import { wrongLines } from '../../environment/soak/report.mjs'
import { walkThrough } from '../../environment/soak/walk.mjs'

/** Two walks through each lesson, in one kernel, and then all cells from the top. `npm run soak` makes as many as it has time for. */
const seeds = [1, 2]

/** Cells a walk; where many cells wait or measure, fewer. */
const steps: Readonly<Record<string, number>> = {
  '00-start-here': 14,
  '01-keys-and-partitions': 14,
  '02-two-groups': 14,
  '03-one-group': 14,
  '04-rebalancing': 8,
  '05-acknowledging': 10,
  '06-delivery-guarantees': 7,
  '07-throughput': 6,
  '08-chat-rooms': 14,
  '09-two-services': 8,
  '10-replicas-and-failover': 8,
  '11-queues': 10,
}

test('every lesson is walked through', () => {
  expect(lessonNames()).toEqual(Object.keys(steps))
})

describe.concurrent.each(Object.entries(steps))('%s', (name, steps) => {
  test('in any order a cell passes with true claims or names the cell to run first, and then all pass', {
    timeout: 300_000,
  }, async ({ expect }) => {
    const lesson = readLesson(name)
    const plan = planWalk(lesson, seeds, { steps })
    const entries = await walkThrough(lesson, plan)
    const command = commandFor(name, { seeds, steps, disturbed: [] })
    expect(wrongLines({ lesson: name, seeds, entries }), `again: ${command}`).toEqual([])
    expect(entries.length).toBe(plan.walk.length + plan.runAll.length)
  })
})
