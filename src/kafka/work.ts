import { pause } from '../wait.js'
import type { Handler } from './attempt.js'
import { type BackgroundWork, endWork, failWork, goesOn } from './background.js'
import { handleInbox, type Run, refuseIfHandling, type Send } from './handle.js'
import { checkedOptions, type HandleOptions } from './handle-options.js'
import { addTally, emptyTally, type Tally } from './handling.js'
import { isAlive, type Membership, nameOf } from './membership.js'

/** A member that handles what comes, beside the cells: state only. */
export interface WorkState extends BackgroundWork {
  readonly tally: Tally
}

/** How often a member that has handled everything looks again. */
const idleMs = 20

/**
 * See `Member.work`. A work of the member that goes on already is ended first. The stop button does not end it: nobody
 * waits for it in a cell.
 */
export async function startWork(
  membership: Membership,
  handler: Handler,
  options: HandleOptions,
  send: Send,
): Promise<WorkState> {
  const checked = await checkedOptions(membership, handler, options)
  const former = membership.work
  if (former !== null)
    await endWork(
      former,
      `The work of ${nameOf(membership)} was replaced by one that began later: stop that one.`,
    )
  refuseIfHandling(membership, 'work')
  const work: WorkState = {
    tally: emptyTally(),
    status: 'running',
    end: null,
    cause: null,
    over: Promise.resolve(),
  }
  membership.work = work
  membership.handling = 'work'
  const run: Run = {
    ...{ membership, handler, ...checked, send, tally: emptyTally(), stopped: new WeakSet() },
    button: { pressed: false, end: () => {} },
    background: true,
  }
  work.over = keepHandling(run, work).finally(() => {
    membership.handling = null
  })
  return work
}

/** Handles until the work is over; after its own `stop()` once more, to the log end. Never rejects. */
async function keepHandling(run: Run, work: WorkState): Promise<void> {
  const { membership } = run
  try {
    while (goesOn(work)) {
      await handleRound(run, work)
      if (goesOn(work)) await pause(idleMs)
    }
    if (work.status === 'stopped') await handleRound(run, work)
  } catch (problem) {
    const name = nameOf(membership)
    const said = (problem as Error).message
    if (isAlive(membership)) failWork(work, `The work of ${name} has failed: ${said}`, problem)
    else if (membership.status === 'died') failWork(work, said, problem)
    else if (goesOn(work)) {
      work.status = 'ended'
      work.end = membership.end ?? `The work of ${name} ended with it: it has ${membership.status}.`
    }
  }
}

/** One pull, and a tally of its own: a message whose commit was refused is tried again when it comes again. */
async function handleRound(run: Run, work: WorkState): Promise<void> {
  const tally = { ...emptyTally(), blocked: work.tally.blocked }
  try {
    await handleInbox({ ...run, tally })
  } finally {
    addTally(work.tally, tally)
  }
}
