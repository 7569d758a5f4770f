import { isPromise } from 'node:util/types'
import type { Chart, Panel } from '../charts/chart.js'
import { anything, checkedOptions } from '../model/options.js'
import { shown } from '../model/shown.js'
import { pause, untilStopped } from '../wait.js'
import { bundlesOf, checkShowable } from './bundle.js'
import { inPlace } from './in-place.js'

/** When a live picture is over, and how often it is drawn. */
export interface LiveOptions {
  /** A promise that settles when it is over; or a function that is asked before each picture and answers true. */
  readonly until: Promise<unknown> | (() => boolean | Promise<boolean>)
  /** Pause between two pictures in ms; default and least 200, so that the page stays calm: five pictures a second. */
  readonly everyMs?: number
}

/** More often than this the eye gains nothing, and a notebook in a browser falls behind. */
const leastMs = 200

/**
 * Shows a chart at once and replaces it in place, again and again, until `until` is over; then draws it a last time and
 * returns. `draw` is given the time of the picture, in ms since 1970. A picture like the one before is not sent again, and
 * the next is begun only when the one before is drawn.
 *
 *     await live(async () => charts.assignments(await lab.observe()), { until: lab.settled('A', { members: 2 }) })
 *
 * Throws what `until` was rejected with, after the last picture, and what `draw` throws; the stop button ends it with a
 * sentence. The picture that was shown last stays. In a plain script nothing is shown, and it ends all the same.
 */
export async function live(
  draw: (atMs: number) => Chart | Panel | Promise<Chart | Panel>,
  options: LiveOptions,
): Promise<void> {
  const cannot = 'Cannot show a live picture'
  if (typeof draw !== 'function')
    throw new TypeError(
      `${cannot}: wanted a function that makes a chart, found ${shown(draw)}. Write live(() => charts.lag(sampling.samples), { until }).`,
    )
  const known = { until: anything, everyMs: anything }
  const { until, everyMs = leastMs } = checkedOptions<LiveOptions>(options, known, cannot)
  const isOver = watch(until)
  checkPace(everyMs)
  const show = inPlace()
  let stopped = false
  const run = async (): Promise<void> => {
    for (;;) {
      const over = isOver()
      const begun = performance.now()
      const what = await draw(Date.now())
      checkShowable(what, 'the live picture')
      const bundles = await bundlesOf(what)
      if (stopped) return
      show(bundles)
      if (over !== null) return over()
      // Drawing holds up everything else in this process, members' heartbeats too: never more than a fifth of the time.
      const rested = performance.now() + 4 * (performance.now() - begun)
      do await pause(everyMs)
      while (performance.now() < rested && isOver() === null)
    }
  }
  try {
    await untilStopped(
      () =>
        'Interrupted while a picture was live: it stays as it was drawn last. Run the cell again to go on.',
      run(),
    )
  } finally {
    stopped = true
  }
}

/** Answers null while it goes on, and then how it ends: by returning, or by throwing what `until` failed with. */
function watch(until: LiveOptions['until']): () => (() => void) | null {
  let end: (() => void) | null = null
  const finish = (): void => {
    end = () => {}
  }
  const fail = (problem: unknown): void => {
    end = () => {
      throw problem
    }
  }
  if (isPromise(until)) {
    until.then(finish, fail)
    return () => end
  }
  if (typeof until !== 'function')
    throw new TypeError(
      `Cannot show a live picture: wanted \`until\`, a promise or a function that answers true when it is over, found ${shown(until)}. ` +
        "Name one, as in live(draw, { until: lab.settled('A', { members: 2 }) }).",
    )
  let asking = false
  const answered = (over: boolean): void => {
    asking = false
    if (over) finish()
  }
  return () => {
    if (asking || end !== null) return end
    asking = true
    try {
      const answer = until()
      if (isPromise(answer)) answer.then(answered, fail)
      else answered(answer)
    } catch (problem) {
      fail(problem)
    }
    return end
  }
}

function checkPace(everyMs: unknown): void {
  if (typeof everyMs === 'number' && everyMs >= leastMs && Number.isFinite(everyMs)) return
  throw new TypeError(
    `Cannot draw a live picture every ${shown(everyMs)} ms: wanted a number from ${leastMs} on, since a page shows at most five pictures a second. ` +
      'Give everyMs like 500, or leave it out.',
  )
}
