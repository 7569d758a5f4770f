import { AsyncLocalStorage } from 'node:async_hooks'
import { wordsOf } from '../model/thrown.js'
import { pause } from '../wait.js'
import type { Handler } from './attempt.js'
import { type BackgroundWork, begun, failWork, goesOn, mostFailures, replaceFormer } from './background.js'
import { handleInbox, type Run, refuseIfHandling, type Send } from './handle.js'
import { checkedOptions, type HandleOptions } from './handle-options.js'
import { emptyTally, type Tally } from './handling.js'
import { isFull } from './inbox.js'
import { isAlive, type Membership, nameOf, refuseIfGone } from './membership.js'
import { pull, readOn } from './receive.js'

/** A member that handles what comes, beside the cells: state only. */
export interface WorkState extends BackgroundWork {
  readonly tally: Tally
  /** Tells a call that its own handler makes, which would wait for itself. */
  readonly within: AsyncLocalStorage<true>
}

/** How often a member that has handled everything looks again. */
const idleMs = 20

/** How often it asks where the logs end, too: a cluster that does not answer is noticed by that. */
const lookMs = 1000

/** How long after a pull that failed the next one begins. */
const againMs = 100

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
  await replaceFormer(membership.work)
  refuseIfHandling(membership, 'work')
  const within = new AsyncLocalStorage<true>()
  const work: WorkState = { ...begun(`the work of ${nameOf(membership)}`), within, tally: emptyTally() }
  membership.work = work
  membership.handling = 'work'
  const run: Run = {
    ...{ membership, ...checked, send, tally: work.tally },
    refuseIfOver() {
      refuseIfGone(membership, 'handle')
      if (work.status === 'ended') throw new Error(work.end ?? '')
    },
    refused: new Set(),
    stopped: new WeakSet(),
    handler: (message) => within.run(true, () => handler(message)),
    button: { pressed: false, end: () => {} },
    background: true,
  }
  work.over = keepHandling(run, work).finally(() => {
    membership.handling = null
  })
  return work
}

/** Handles until the work is over; after its own `stop()` on to the log end. Never rejects. */
async function keepHandling(run: Run, work: WorkState): Promise<void> {
  try {
    let looked = Number.NEGATIVE_INFINITY
    while (goesOn(work)) {
      const looks = performance.now() - looked >= lookMs
      await pullPatiently(run, looks ? pullAll : readOn)
      if (looks) looked = performance.now()
      // A message whose commit was refused is tried again when it comes again.
      await handleInbox({ ...run, refused: new Set() })
      if (goesOn(work)) await pause(idleMs)
    }
    if (work.status === 'stopped') await handleToLogEnd(run)
  } catch (problem) {
    giveUp(run.membership, work, problem)
  }
}

/** What becomes of a work that cannot go on: with a member that has left, crashed or was ended it ends. */
function giveUp(membership: Membership, work: WorkState, problem: unknown): void {
  const { name, status, end } = membership
  const words = wordsOf(problem)
  const ofMember = `The work of ${nameOf(membership)}`
  const fate = `it has ${status}. Run its join cell again for a new ${name}.`
  if (isAlive(membership)) failWork(work, `${ofMember} has failed: ${words}`, problem)
  else if (status === 'died') failWork(work, words, problem)
  else if (work.status === 'stopped')
    failWork(
      work,
      `${ofMember} did not come to the log end${end === null ? `: ${fate}` : `. ${end}`}`,
      problem,
    )
  else if (goesOn(work)) {
    work.status = 'ended'
    work.end = end ?? `${ofMember} ended with it: ${fate}`
  }
}

const pullAll = (membership: Membership): Promise<void> => pull(membership, { background: true })

/** Rounds until nothing is left: a rebalance gives the member other partitions, and an inbox that is full held only a part. */
async function handleToLogEnd(run: Run): Promise<void> {
  const { membership, tally } = run
  const last = { ...run, refused: new Set<string>() }
  for (;;) {
    const before = tally.handled + tally.failed
    await pullPatiently(run, pullAll)
    const rebalanced = !(await handleInbox(last))
    const more = isFull(membership.inbox) && tally.handled + tally.failed > before
    if (!rebalanced && !more) return
  }
}

/** Pulls, again when that fails, until it has failed too often, or the member or its cluster is gone. */
async function pullPatiently(
  { membership, refuseIfOver }: Run,
  pulls: (membership: Membership) => Promise<void>,
): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      return await pulls(membership)
    } catch (problem) {
      const isOver = !isAlive(membership) || membership.connection.cluster.dead() !== null
      if (failures >= mostFailures || isOver) throw problem
      await pause(againMs)
      refuseIfOver()
    }
  }
}
