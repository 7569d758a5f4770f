import { type LagSample, lagSample } from '../model/lag-sample.js'
import { printed } from '../model/printed.js'
import { wordsOf } from '../model/thrown.js'
import { begun, failWork, mostFailures, replaceFormer } from './background.js'
import { refuseShare } from './group-kind.js'
import { observe } from './observe.js'
import type { Roster } from './roster.js'
import { keep, lookAgain, mustBeEvery, type Sampling, seconds } from './sampling.js'
import { inTurn } from './turns.js'

/** How a group's lag is sampled. */
export interface SamplingOptions {
  /** From the beginning of one look to that of the next, in ms; default 100, at least 20. */
  readonly everyMs?: number
}

/** Looks at a group's lag in the background: state only. */
export interface SamplingState extends Sampling<LagSample> {
  readonly group: string
}

/**
 * Starts to look at the lag of a group, and returns after the first look. A sampling of the group that goes on already is
 * ended first. There is no sample while the group has no position in any topic.
 */
export async function startSampling(
  roster: Roster,
  group: string,
  { everyMs = 100 }: SamplingOptions = {},
): Promise<SamplingState> {
  const cannot = `Cannot sample the lag of group '${group}'`
  mustBeEvery(everyMs, cannot, 100)
  await refuseShare(roster.connection, group, cannot)
  return inTurn(roster.turns, `sampling ${group}`, async () => {
    const { samplings } = roster
    await replaceFormer(samplings.get(group))
    const sampling: SamplingState = {
      ...begun(`the sampling of group '${group}'`),
      ...{ group, everyMs, samples: listOf(group) },
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
  let failures = 0
  await lookAgain(sampling, async () => {
    try {
      await lookOnce(roster, sampling)
      failures = 0
    } catch (problem) {
      if (++failures >= mostFailures || roster.connection.cluster.dead() !== null) throw problem
    }
  })
}

async function lookOnce({ connection, members }: Roster, sampling: SamplingState): Promise<void> {
  const { group } = sampling
  const appearance = { groups: [group], members: [] }
  const view = { met: [], groups: [group], members: [...members.values()], appearance }
  const seen = await observe(connection, view)
  const sample = lagSample(seen.group(group), seen.atMs)
  if (sample !== null) keep(sampling, sample)
}

/** The list of a sampling that has seen nothing yet. */
function listOf(group: string): LagSample[] {
  const samples: LagSample[] = []
  return printed(samples, () => {
    if (samples.length === 0) return `no samples: group '${group}' has read and committed nothing yet`
    const totals = samples.map(({ total }) => total)
    const most = totals.reduce((one, other) => Math.max(one, other), 0)
    return `${samples.length} samples of group '${group}' in ${seconds(samples)} s: lag at most ${most}, at the end ${totals.at(-1)}`
  })
}

function reasonOf({ group, samples }: SamplingState, problem: unknown): string {
  return `The sampling of group '${group}' has failed with ${samples.length} samples taken: ${wordsOf(problem).replace(/\.$/, '')}. When that is mended, run its cell again.`
}
