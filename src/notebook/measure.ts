import { type Measured, measuredOf, printedMeasured } from '../model/measured.js'
import { anything, checkedOptions } from '../model/options.js'
import { aText, mustBe } from '../model/shape.js'
import { shown } from '../model/shown.js'
import { watchButton } from '../wait.js'
import { progress } from './progress.js'

/** Times the part that counts and returns what it returns. Several parts of one run are added up; where they overlap, the time counts once. */
export type Time = <T>(work: () => T | Promise<T>) => Promise<T>

/** How often each case is measured. */
export interface MeasureOptions {
  /** Measured rounds; default 3, the least that tells an outlier from the rest. */
  readonly rounds?: number
  /**
   * Rounds before them that are not measured; default 1. Every case has its turn there too: each may have code of its
   * own, a codec or a larger team, that the first call compiles and connects. 0 where that is not worth the time.
   */
  readonly warmUp?: number
}

/**
 * Measures how many messages a second each case handles, under a card that says how far it is. In each round every case has
 * one turn, one after the other, so that whatever else the machine does hits all of them alike. `run` does one turn: it
 * prepares, times the part that counts, and returns how many messages that part has handled.
 *
 *     const scaling = await measure('members', [1, 5], async (members, time) => {
 *       const team = await lab.join('cashiers', 'payments', { as: names.slice(0, members), fresh: true })
 *       const done = await time(() => Promise.all(team.map((member) => member.handle(charge))))
 *       return done.reduce((sum, { handled }) => sum + handled, 0)
 *     })
 *     scaling[1].median / scaling[0].median
 *
 * Comes back with one entry a case, in their order: its rounds, their median, the least and the most, in messages a second.
 * Throws what `run` throws, and a sentence when there is no case, when `run` times nothing or counts nothing, and when the
 * reader interrupts: the turn that is under way then is the last.
 */
export async function measure<Case extends string | number>(
  what: string,
  cases: readonly Case[],
  run: (which: Case, time: Time) => number | Promise<number>,
  options: MeasureOptions = {},
): Promise<Measured[]> {
  const known = { rounds: anything, warmUp: anything }
  const { rounds = 3, warmUp = 1 } = checkedOptions<MeasureOptions>(options, known, 'Cannot measure')
  checkPlan(what, cases, { rounds, warmUp })
  if (typeof run !== 'function')
    throw new TypeError(
      `Cannot measure ${what}: wanted a function that runs one case, found ${shown(run)}. Write measure('${what}', cases, async (which, time) => …).`,
    )
  const rates = cases.map((): number[] => [])
  const button = watchButton()
  try {
    await progress(`Measuring ${what}`, (warmUp + rounds) * cases.length, async (step) => {
      for (let round = -warmUp; round < rounds; round++)
        for (const [at, which] of cases.entries()) {
          if (button.pressed)
            throw new Error(
              `Interrupted before ${what} ${shown(which)} had its turn. Run the cell again to measure anew.`,
            )
          const perSecond = await rateOf(what, which, run)
          if (round >= 0) rates[at]?.push(perSecond)
          step()
        }
    })
  } finally {
    button.end()
  }
  return printedMeasured(
    what,
    cases.map((which, at) => measuredOf(which, rates[at] ?? [])),
  )
}

/** One turn of one case, in messages a second. */
async function rateOf<Case extends string | number>(
  what: string,
  which: Case,
  run: (which: Case, time: Time) => number | Promise<number>,
): Promise<number> {
  let tookMs = 0
  let open = 0
  let beganMs = 0
  const count: unknown = await run(which, async (work) => {
    if (open++ === 0) beganMs = performance.now()
    try {
      return await work()
    } finally {
      if (--open === 0) tookMs += performance.now() - beganMs
    }
  })
  const cannot = `Cannot measure ${what} ${shown(which)}`
  if (open > 0) throw new Error(`${cannot}: its run came back before what it times. Write \`await time(…)\`.`)
  if (tookMs === 0)
    throw new Error(
      `${cannot}: its run timed nothing. Write \`await time(() => …)\` around the part that counts.`,
    )
  if (!(typeof count === 'number' && count > 0 && Number.isFinite(count)))
    throw new Error(
      `${cannot}: wanted its run to return how many messages were handled, a number above 0, found ${shown(count)}. ` +
        'Look whether there was anything to handle, and return the count.',
    )
  return (count / tookMs) * 1_000
}

function checkPlan(
  what: string,
  cases: readonly (string | number)[],
  { rounds, warmUp }: Required<MeasureOptions>,
): void {
  mustBe(
    what,
    aText,
    'Cannot measure',
    'what the cases are, in words',
    "Write measure('members', [1, 5], run).",
  )
  const cannot = `Cannot measure ${what}`
  if (!Array.isArray(cases) || cases.length === 0)
    throw new TypeError(
      `${cannot}: wanted a list of cases, found ${shown(cases)}. Name at least one, as in [1, 5].`,
    )
  const odd = cases.find((which) => typeof which !== 'string' && !Number.isFinite(which))
  if (odd !== undefined || cases.includes(undefined as never))
    throw new TypeError(
      `${cannot}: wanted cases of text or numbers, found ${shown(odd)}. Name each by one of these.`,
    )
  const twice = cases.find((which, at) => cases.indexOf(which) !== at)
  if (twice !== undefined)
    throw new TypeError(`${cannot}: wanted cases that differ, found ${shown(twice)} twice. Name each once.`)
  for (const [name, value, least] of [
    ['rounds', rounds, 1],
    ['warmUp', warmUp, 0],
  ] as const)
    if (!(Number.isSafeInteger(value) && value >= least))
      throw new TypeError(
        `${cannot}: wanted a whole number from ${least} on for ${name}, found ${shown(value)}. Leave it out for the default.`,
      )
}
