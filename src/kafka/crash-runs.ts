import { randomUUID } from 'node:crypto'
import { refuseIfDead } from '../cluster/refuse-if-dead.js'
import { type CrashRun, crashRunOf, crashRunsOf } from '../model/crash-run.js'
import type { Crash } from '../model/crashes.js'
import { delivery } from '../model/delivery.js'
import { type Interruption, pause, watchButton } from '../wait.js'
import { type ApartWork, workApart } from './apart.js'
import { crashOnce, type RunPlan, restartOnce } from './crash-once.js'
import { type CrashRunsOptions, checkedRuns } from './crash-runs-options.js'
import { end } from './ending.js'
import { mustExist } from './existing.js'
import { removeGroups } from './fresh-group.js'
import { refuseShares } from './group-kind.js'
import { committedOffsets } from './groups.js'
import { isAlive } from './membership.js'
import type { Message } from './message.js'
import type { Provisioning } from './provisioning.js'
import { readWhole } from './read-whole.js'
import { sessionTimeoutFor } from './session-timeout.js'
import { slots } from './slots.js'
import { inTurn } from './turns.js'

/** Crash runs under way, and what they are about. */
interface Trial {
  /** The lab, with a roster and a timeline of their own: so many groups would bury the lesson's. */
  readonly lab: Provisioning
  readonly state: ApartWork
  readonly from: string
  readonly to: string
  /** What the messages of these runs carry, those of earlier calls do not. */
  readonly mark: string
  readonly groups: ReadonlyMap<Crash, string>
}

/**
 * See `Lab.crashRuns`. What the groups did is read off the topic `to` by one reader that took no part in it. Ends the
 * members and deletes the groups however it ends.
 */
export function crashRuns(
  lab: Provisioning,
  from: string,
  to: string,
  options: CrashRunsOptions,
): Promise<CrashRun[]> {
  const checked = checkedRuns(from, to, options)
  const { guarantee, plan } = checked
  const { cluster } = lab.connection
  const about = { what: `the crash runs from '${from}' to '${to}'`, topics: [from, to] }
  const inApart = (work: Parameters<typeof workApart<CrashRun[]>>[2]): Promise<CrashRun[]> =>
    inTurn(lab.turns, `crash runs ${guarantee}`, () => {
      refuseIfDead(cluster)
      return workApart(lab, about, work)
    })
  return inApart(async (apart, state) => {
    const groups = new Map(plan.map((crash) => [crash, `crash-runs.${guarantee}.${crash.run}`]))
    const trial: Trial = { lab: apart, state, from, to, mark: randomUUID(), groups }
    const readers = [from, to].map((_, index) => `crash-runs.${guarantee}.reader-${index + 1}`)
    const all = [...groups.values(), ...readers]
    const cannot = `Cannot try crashes from '${from}' to '${to}'`
    await mustExist(lab.connection, [from, to], cannot)
    await refuseShares(lab.connection, all, () => cannot)
    const who = 'Each member that crashes'
    const sessionTimeoutMs = await sessionTimeoutFor(lab.connection, who, checked.sessionTimeoutMs)
    const button = watchButton()
    try {
      await removeGroups(apart, all)
      const sent = await readWhole(apart, from, `${readers[0]}`)
      refuseIfTooShort(trial, plan, sent)
      await runAll(trial, { ...checked, sessionTimeoutMs }, button)
      return await judged(trial, guarantee, sent, await readWhole(apart, to, `${readers[1]}`))
    } finally {
      button.end()
      // A cluster that is gone, or that the lab has left, is asked nothing; the next call deletes what is there of them.
      if (cluster.dead() === null) {
        for (const member of [...apart.members.values()].filter(isAlive))
          await end(apart, member, 'The crash run of this member was interrupted.')
        await removeGroups(apart, all)
      }
    }
  })
}

/**
 * Runs the plan. While a run waits for the session of its crashed member to be over, others take its slot. The stop
 * button ends it when what was begun is over.
 */
async function runAll(
  { lab, state, from, to, mark, groups }: Trial,
  { guarantee, atOnce, sessionTimeoutMs, onRun }: Required<CrashRunsOptions>,
  button: Interruption,
): Promise<void> {
  const inSlot = slots(atOnce)
  let failed = false
  const goOn = (): void => {
    if (button.pressed)
      throw new Error('Interrupted during crashRuns(): its members are ended and its groups deleted.')
    if (state.end !== null) throw new Error(state.end)
    if (failed) throw new Error('Another of these runs has failed.')
  }
  const runs = [...groups].map(async ([crash, group]) => {
    const plan: RunPlan = {
      from,
      to,
      group,
      guarantee,
      crash,
      sessionTimeoutMs,
      mark: `${mark}/${crash.run}`,
    }
    const step = (take: typeof crashOnce, urgent: boolean): Promise<void> =>
      inSlot(
        async () => {
          goOn()
          await take(lab, plan)
        },
        { urgent },
      )
    await step(crashOnce, false)
    await pause(sessionTimeoutMs)
    await step(restartOnce, true)
    onRun()
  })
  const first = Promise.all(runs).finally(() => {
    failed = true
  })
  await Promise.allSettled([first, ...runs])
  await first
}

/** What became of the messages in each run: `found` is what stands in the topic that the runs sent to. */
async function judged(
  { lab, from, mark, groups }: Trial,
  guarantee: CrashRun['guarantee'],
  sent: readonly Message[],
  found: readonly Message[],
): Promise<CrashRun[]> {
  const { admin, cluster } = lab.connection
  const runs: CrashRun[] = []
  for (const [crash, group] of groups) {
    const mine = found.filter(({ headers }) => headers['crash-run'] === `${mark}/${crash.run}`)
    const handled = mine.map(({ headers }) => ({
      topic: from,
      partition: Number(headers.partition),
      offset: Number(headers.offset),
    }))
    const committed: (number | null)[] = []
    const stored = (await committedOffsets(admin, cluster.prefix + group)).get(cluster.prefix + from)
    for (const [partition, offset] of stored ?? []) committed[partition] = offset
    const deliveries = delivery(sent, handled, { committed: { [from]: committed } })
    const waiting = deliveries.filter(({ fate }) => fate === 'waiting').length
    if (waiting > 0)
      throw new Error(
        `Cannot judge run ${crash.run} (${crash.point}, message ${crash.message}): its restarted member left ${waiting} of ${sent.length} messages of '${from}' unread. Run the cell again, with a longer sessionTimeoutMs if the machine is busy.`,
      )
    runs.push(crashRunOf(crash, guarantee, deliveries))
  }
  return crashRunsOf(runs)
}

function refuseIfTooShort({ from, to }: Trial, plan: readonly Crash[], { length }: readonly Message[]): void {
  const beyond = plan.find(({ message }) => message >= length)
  if (beyond !== undefined)
    throw new Error(
      `Cannot try crashes from '${from}' to '${to}': run ${beyond.run} is to crash at message ${beyond.message}, counted from 0, and '${from}' holds ${length}. ` +
        'Produce more, or plan for fewer messages.',
    )
}
