import { expect, test } from 'vitest'
import { Kit } from '../../../environment/bench/kit.mjs'
import { LessonRuns } from '../../../environment/bench/lesson-runs.mjs'

test('a run of a lesson counts for one course, and a lesson without one runs once more', async () => {
  const ran: string[] = []
  const took = [5, 7, 100, 9, 200]
  const runs = new LessonRuns((_, name) => {
    ran.push(name)
    return Promise.resolve(took[ran.length - 1] ?? Number.NaN)
  })
  const kit = new Kit()
  expect([await runs.run(kit, '00'), await runs.run(kit, '00')]).toEqual([5, 7])
  expect(await runs.course(kit, ['00', '01'])).toBe(105)
  expect(await runs.course(kit, ['00'])).toBe(7)
  expect(await runs.course(kit, ['00', '01'])).toBe(209)
  expect(ran).toEqual(['00', '00', '01', '00', '01'])
})

test('what a lesson leaves for the end of its turn is ended before the next begins', async () => {
  const order: string[] = []
  const runs = new LessonRuns((kit, name) => {
    order.push(`begins ${name}`)
    kit.atEnd(() => order.push(`ends ${name}`))
    return Promise.resolve(1)
  })
  await runs.course(new Kit(), ['00', '01'])
  expect(order).toEqual(['begins 00', 'ends 00', 'begins 01', 'ends 01'])
})
