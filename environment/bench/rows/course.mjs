// @ts-check
// Lessons as they are, every cell in order, each lesson in a kernel and a Kafka of its own. What waiting the protocol imposes
// cannot be told from other waiting, so the reference is all of it: the time in which a kernel has nothing to do. What a kernel
// does while a cell waits, such as heartbeats, is not in it.
import { lessonNames, readLesson } from '../../soak/lesson.mjs'
import { activityIn } from '../activity.mjs'
import { newKernel, runCell } from '../kernels.mjs'
import { LessonRuns } from '../lesson-runs.mjs'
import { timed } from '../measure.mjs'

const runs = new LessonRuns(async (kit, name) => {
  const { cells } = readLesson(name)
  const activity = activityIn(kit)
  const kernel = await newKernel(kit, activity.env)
  await activity.listenOn(kernel)
  const before = await activity.of(kernel)
  const ms = await timed(async () => {
    for (const { source } of cells) await runCell(kernel, source)
  })
  return { ms, idleMs: ms - ((await activity.of(kernel)) - before) }
})

const common = /** @type {const} */ ({
  against:
    'the time of it in which the kernel waited: for Kafka, for time-outs, for pauses that the lesson specifies',
  unit: 'ms',
  repetitions: 3,
  warmUps: 0,
})

/**
 * A row whose reference comes from the same runs.
 * @param {(kit: import('../kit.mjs').Kit) => Promise<import('../lesson-runs.mjs').LessonRun>} run
 */
function withItsWaits(run) {
  let idle = Number.NaN
  return {
    ...common,
    async ours(/** @type {import('../kit.mjs').Kit} */ kit) {
      const { ms, idleMs } = await run(kit)
      idle = idleMs
      return ms
    },
    reference: () => Promise.resolve(idle),
  }
}

/** @type {import('../measure.mjs').Row[]} */
export const courseRows = [
  ...lessonNames().map((name) => ({
    name: `lesson-${name.slice(0, 2)}`,
    what: `${name}: all cells, from when a new kernel has replied to the end of the last one`,
    target: {},
    ...withItsWaits((kit) => runs.run(kit, name)),
  })),
  {
    name: 'course',
    what: 'the whole course: the lessons one after the other, the sum of a run of each',
    target: { value: { atMost: 150_000 }, ratio: { atMost: 1.3 } },
    ...withItsWaits((kit) => runs.course(kit, lessonNames())),
  },
]
