// @ts-check

/**
 * How long lessons took, each time that they ran. The course is its lessons one after the other, so what was measured of a lesson
 * counts for the course, too, once.
 */
export class LessonRuns {
  /** @type {Map<string, number[]>} */
  #counting = new Map()
  /** @type {(kit: import('./kit.mjs').Kit, name: string) => Promise<number>} */
  #measure

  /** @param {(kit: import('./kit.mjs').Kit, name: string) => Promise<number>} measure runs a lesson, and says how long that took */
  constructor(measure) {
    this.#measure = measure
  }

  /**
   * @param {import('./kit.mjs').Kit} kit
   * @param {string} name like 02-two-groups
   * @returns {Promise<number>} in ms
   */
  async run(kit, name) {
    const took = await this.#measure(kit, name)
    this.#counting.set(name, [...(this.#counting.get(name) ?? []), took])
    return took
  }

  /**
   * One run of every lesson: the next that was measured and has not counted for a course, or, where there is none, one more.
   * @param {import('./kit.mjs').Kit} kit
   * @param {readonly string[]} names
   * @returns {Promise<number>} the sum, in ms
   */
  async course(kit, names) {
    let sum = 0
    for (const name of names) {
      if (!this.#counting.get(name)?.length) {
        await this.run(kit, name)
        await kit.endTurn()
      }
      sum += this.#counting.get(name)?.shift() ?? Number.NaN
    }
    return sum
  }
}
