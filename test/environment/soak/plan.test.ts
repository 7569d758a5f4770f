import { expect, test } from 'vitest'
import { planWalk } from '../../../environment/soak/plan.mjs'

const cells = Array.from({ length: 20 }, (_, at) => ({ index: 2 * at + 1, source: '' }))
const lesson = { name: '02-two-groups', cells }
const indices = cells.map(({ index }) => index)
const isRun = (step: object): step is { cell: number; interruptMs: number | null } => 'cell' in step

test('a walk begins with the opening cell, and all cells from the top end it', () => {
  const { walk, runAll } = planWalk(lesson, [1], { steps: 12 })
  expect(walk[0]).toEqual({ cell: 1, interruptMs: null })
  expect(walk.length).toBe(13)
  expect(runAll).toEqual(indices.map((cell) => ({ cell, interruptMs: null })))
})

test('its seed decides it, and the name of the lesson', () => {
  const options = { steps: 30 }
  expect(planWalk(lesson, [5], options)).toEqual(planWalk(lesson, [5], options))
  expect(planWalk(lesson, [5], options)).not.toEqual(planWalk(lesson, [6], options))
  expect(planWalk({ ...lesson, name: 'other' }, [5], options)).not.toEqual(planWalk(lesson, [5], options))
})

test('a second seed goes on behind the first, and does not change it', () => {
  const { walk } = planWalk(lesson, [5, 6], { steps: 10 })
  const alone = [5, 6].map((seed) => planWalk(lesson, [seed], { steps: 10 }).walk)
  expect(walk).toEqual(alone.flat())
})

test('over many seeds it repeats, goes back and leaves out, and stops cells, but none of the last three', () => {
  const walks = Array.from({ length: 200 }, (_, seed) => planWalk(lesson, [seed], { steps: 15 }).walk)
  const runs = walks.map((walk) => walk.filter(isRun))
  const pairs = runs.flatMap((walk) => walk.slice(1).map(({ cell }, at) => cell - (walk[at]?.cell ?? 0)))
  expect(pairs.filter((by) => by === 0).length).toBeGreaterThan(100)
  expect(pairs.filter((by) => by < 0).length).toBeGreaterThan(100)
  expect(pairs.filter((by) => by > 2).length).toBeGreaterThan(100)
  expect(new Set(runs.flatMap((walk) => walk.map(({ cell }) => cell)))).toEqual(new Set(indices))
  const stops = runs.flatMap((walk) => walk.flatMap(({ interruptMs }) => interruptMs ?? []))
  expect(stops.length).toBeGreaterThan(300)
  expect([Math.min(...stops), Math.max(...stops)]).toEqual([2, 2048])
  expect(runs.flatMap((walk) => walk.slice(-3)).filter(({ interruptMs }) => interruptMs !== null)).toEqual([])
})

test('disturbances are mixed in where they are asked for, but among the last three steps', () => {
  const made = Array.from({ length: 50 }, (_, seed) =>
    planWalk(lesson, [seed], { steps: 40, disturbances: ['restart'] }),
  )
  const disturbed = made.flatMap(({ walk }) => walk).filter((step) => !isRun(step))
  expect(disturbed.length).toBeGreaterThan(50)
  expect(made.flatMap(({ walk }) => walk.slice(-3)).every(isRun)).toBe(true)
  expect(disturbed.every((step) => 'disturbance' in step && step.disturbance === 'restart')).toBe(true)
})
