import { inspect } from 'node:util'
import { type LagSample, lagSample } from '../model/lag-sample.js'
import { printed } from '../model/printed.js'
import { pause } from '../wait.js'
import { type BackgroundWork, endWork, failWork, goesOn, mostFailures } from './background.js'
import { observe } from './observe.js'
import type { Roster } from './roster.js'
import { wordsOf } from './thrown.js'
import { inTurn } from './turns.js'

/** How a group's lag is sampled. */
export interface SamplingOptions {
  /** From the beginning of one look to that of the next, in ms; default 100, at least 20. */
  readonly everyMs?: number
}

/** Looks at a group's lag in the background: state only. */
export interface SamplingState extends BackgroundWork {
  readonly group: string
  readonly everyMs: number
  readonly samples: LagSample[]
}

/** The most samples that are kept, a quarter of an hour at 100 ms; the oldest go. */
const mostSamples = 10_000

const leastMs = 20

/**
 * Starts to look at the lag of a group, and returns after the first look. A sampling of the group that goes on already is
 * ended first. There is no sample while the group has no position in any topic.
 */
export async function startSampling(
  roster: Roster,
  group: string,
  { everyMs = 100 }: SamplingOptions = {},
): Promise<SamplingState> {
  if (!(typeof everyMs === 'number' && everyMs >= leastMs && Number.isFinite(everyMs)))
    throw new TypeError(
      `Cannot sample the lag of group '${group}' every ${inspect(everyMs)} ms: wanted a number from ${leastMs} on. ` +
        'Give everyMs like 100, or leave it out.',
    )
  return inTurn(roster.turns, `sampling ${group}`, async () => {
    const { samplings } = roster
    const former = samplings.get(group)
    if (former !== undefined)
      await endWork(
        former,
        `the sampling of group '${group}'`,
        `The sampling of group '${group}' was replaced by one that began later: stop that one.`,
      )
    const sampling: SamplingState = {
      group,
      everyMs,
      samples: listOf(group),
      status: 'running',
      end: null,
      cause: null,
      over: Promise.resolve(),
    }
    samplings.set(group, sampling)
    const first = lookOnce(roster, sampling)
    sampling.over = first
      .then(() => keepLooking(roster, sampling))
      .catch((problem: unknown) => failWork(sampling, reasonOf(sampling, problem), problem))
    await first
    return sampling
  })
}

/** Looks until the sampling is over. Throws when look after look fails. */
async function keepLooking(roster: Roster, sampling: SamplingState): Promise<void> {
  const { everyMs } = sampling
  let failures = 0
  let next = performance.now()
  for (;;) {
    // A look that took too long is not made up for.
    next = Math.max(next + everyMs, performance.now() + leastMs)
    while (goesOn(sampling) && performance.now() < next) await pause(leastMs)
    if (!goesOn(sampling)) return
    try {
      await lookOnce(roster, sampling)
      failures = 0
    } catch (problem) {
      if (++failures >= mostFailures || roster.connection.cluster.dead() !== null) throw problem
    }
  }
}

async function lookOnce({ connection, members }: Roster, sampling: SamplingState): Promise<void> {
  const { group, samples } = sampling
  const appearance = { groups: [group], members: [] }
  const view = { met: [], groups: [group], members: [...members.values()], appearance }
  const seen = await observe(connection, view)
  const sample = lagSample(seen.group(group), seen.atMs)
  if (sample !== null && goesOn(sampling)) samples.push(sample)
  if (samples.length > mostSamples) samples.shift()
}

/** The list of a sampling that has seen nothing yet. */
function listOf(group: string): LagSample[] {
  const samples: LagSample[] = []
  return printed(samples, () => {
    if (samples.length === 0) return `no samples: group '${group}' has read and committed nothing yet`
    const totals = samples.map(({ total }) => total)
    const seconds = ((samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)) / 1_000
    const most = totals.reduce((one, other) => Math.max(one, other), 0)
    return `${samples.length} samples of group '${group}' in ${seconds.toFixed(1)} s: lag at most ${most}, at the end ${totals.at(-1)}`
  })
}

function reasonOf({ group, samples }: SamplingState, problem: unknown): string {
  return `The sampling of group '${group}' has failed with ${samples.length} samples taken: ${wordsOf(problem).replace(/\.$/, '')}. When that is mended, run its cell again.`
}
