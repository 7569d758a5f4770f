// @ts-check
import { parseArgs } from 'node:util'
import { Unmet } from '../setup/unmet.mjs'
import { disturbances, usual } from './disturbances.mjs'

/** @typedef {{ minutes: number, seeds: number[], steps: number, lessons: string[], disturbed: string[] }} SoakOptions */

/**
 * What stands after `npm run soak --`. `--minutes 0` is one round: each lesson once. `--seed 1,2` are two walks in one kernel.
 * @param {string[]} args
 * @param {string[]} known the names of all lessons
 * @returns {SoakOptions}
 * @throws {Unmet} for what it does not know
 */
export function soakOptions(args, known) {
  const { minutes, seed, steps, lessons, disturbances: wanted } = parse(args)
  const chosen = lessons === undefined ? known : lessons.split(',').flatMap((each) => matching(each, known))
  const disturbed = wanted === undefined ? usual : wanted.split(',').filter((each) => each !== 'none')
  const unknown = disturbed.find((each) => !(each in disturbances))
  if (unknown !== undefined)
    throw new Unmet(
      `No disturbance is called '${unknown}': wanted none, or some of ${Object.keys(disturbances).join(', ')}.`,
    )
  return {
    minutes: number('minutes', minutes),
    seeds: seed.split(',').map((each) => number('seed', each)),
    steps: number('steps', steps),
    lessons: chosen,
    disturbed,
  }
}

/**
 * @param {string} lesson
 * @param {Pick<SoakOptions, 'seeds' | 'steps' | 'disturbed'>} options
 * @returns {string} the command for this walk alone
 */
export function commandFor(lesson, { seeds, steps, disturbed }) {
  return `npm run soak -- --minutes 0 --lessons ${lesson.slice(0, 2)} --seed ${seeds.join()} --steps ${steps} --disturbances ${disturbed.join() || 'none'}`
}

/** @param {string[]} args */
function parse(args) {
  /** @param {string} value */
  const option = (value) => /** @type {const} */ ({ type: 'string', default: value })
  try {
    return parseArgs({
      args,
      options: {
        minutes: option('10'),
        seed: option('1'),
        steps: option('40'),
        lessons: { type: 'string' },
        disturbances: { type: 'string' },
      },
    }).values
  } catch (problem) {
    throw new Unmet(
      `${/** @type {Error} */ (problem).message} Wanted --minutes, --seed, --steps, --lessons, --disturbances.`,
    )
  }
}

/** @param {string} each @param {string[]} known */
function matching(each, known) {
  const found = known.filter((name) => each !== '' && name.startsWith(each))
  if (found.length === 0) throw new Unmet(`No lesson begins with '${each}': there are ${known.join(', ')}.`)
  return found
}

/** @param {string} name @param {string} text */
function number(name, text) {
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < 0)
    throw new Unmet(`--${name} is to be a whole number, found '${text}'.`)
  return value
}
