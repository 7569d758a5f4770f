// @ts-check
// Lessons as they are, every cell in order, each lesson in a kernel and a Kafka of its own.
import { lessonNames, readLesson } from '../../soak/lesson.mjs'
import { newKernel, runCell } from '../kernels.mjs'
import { LessonRuns } from '../lesson-runs.mjs'
import { timed } from '../measure.mjs'

const runs = new LessonRuns(async (kit, name) => {
  const { cells } = readLesson(name)
  const kernel = await newKernel(kit)
  return timed(async () => {
    for (const { source } of cells) await runCell(kernel, source)
  })
})

/** @type {import('../measure.mjs').Row[]} */
export const courseRows = [
  ...lessonNames().map((name) => ({
    name: `lesson-${name.slice(0, 2)}`,
    what: `${name}: all cells, from when a new kernel has replied to the end of the last one`,
    unit: /** @type {const} */ ('ms'),
    target: {},
    repetitions: 3,
    ours: (/** @type {import('../kit.mjs').Kit} */ kit) => runs.run(kit, name),
  })),
  {
    name: 'course',
    what: 'the whole course: the lessons one after the other, the sum of a run of each',
    unit: 'ms',
    target: { value: { atMost: 150_000 } },
    repetitions: 3,
    ours: (kit) => runs.course(kit, lessonNames()),
  },
]
