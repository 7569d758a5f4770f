import { expect, test } from 'vitest'
import { Kit } from '../../../environment/bench/kit.mjs'
import { LessonRuns } from '../../../environment/bench/lesson-runs.mjs'

test('a run of a lesson counts for one course, and a lesson without one runs once more', async () => {
  const ran: string[] = []
  const took = [5, 7, 100, 9, 200]
  const runs = new LessonRuns((_, name) => {
    ran.push(name)
    const ms = took[ran.length - 1] ?? Number.NaN
    return Promise.resolve({ ms, idleMs: ms - 1 })
  })
  const kit = new Kit()
  expect([await runs.run(kit, '00'), await runs.run(kit, '00')].map(({ ms }) => ms)).toEqual([5, 7])
  expect(await runs.course(kit, ['00', '01'])).toEqual({ ms: 105, idleMs: 103 })
  expect(await runs.course(kit, ['00'])).toEqual({ ms: 7, idleMs: 6 })
  expect(await runs.course(kit, ['00', '01'])).toEqual({ ms: 209, idleMs: 207 })
  expect(ran).toEqual(['00', '00', '01', '00', '01'])
})

test('what a lesson leaves for the end of its turn is ended before the next begins', async () => {
  const order: string[] = []
  const runs = new LessonRuns((kit, name) => {
    order.push(`begins ${name}`)
    kit.atEnd(() => order.push(`ends ${name}`))
    return Promise.resolve({ ms: 1, idleMs: 0 })
  })
  await runs.course(new Kit(), ['00', '01'])
  expect(order).toEqual(['begins 00', 'ends 00', 'begins 01', 'ends 01'])
})
