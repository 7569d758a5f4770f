// @ts-check

/**
 * How long a lesson took, and for how much of that its kernel had nothing to do: it waited for Kafka, for its time-outs, and for
 * pauses that the lesson specifies. Both in ms.
 * @typedef {{ ms: number, idleMs: number }} LessonRun
 */
/** @typedef {(kit: import('./kit.mjs').Kit, name: string) => Promise<LessonRun>} MeasureLesson runs a lesson, like 02-two-groups */

/**
 * All runs of lessons. The course is its lessons one after the other, so what was measured of a lesson counts for the course, too,
 * once.
 */
export class LessonRuns {
  /** @type {Map<string, LessonRun[]>} */
  #counting = new Map()
  /** @type {MeasureLesson} */
  #measure

  /** @param {MeasureLesson} measure */
  constructor(measure) {
    this.#measure = measure
  }

  /** @type {MeasureLesson} */
  async run(kit, name) {
    const run = await this.#measure(kit, name)
    this.#counting.set(name, [...(this.#counting.get(name) ?? []), run])
    return run
  }

  /**
   * One run of every lesson: the next that was measured and has not counted for a course, or, where there is none, one more.
   * @param {import('./kit.mjs').Kit} kit
   * @param {readonly string[]} names
   * @returns {Promise<LessonRun>} the sums
   */
  async course(kit, names) {
    const sum = { ms: 0, idleMs: 0 }
    for (const name of names) {
      const known = this.#counting.get(name)?.shift()
      const { ms, idleMs } = known ?? (await this.#measure(kit, name))
      if (known === undefined) await kit.endTurn()
      sum.ms += ms
      sum.idleMs += idleMs
    }
    return sum
  }
}
