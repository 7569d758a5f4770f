import { ask, endOfShareProcess, endShareProcess } from '../cluster/share-process.js'
import { printed } from '../model/printed.js'
import type { Ending } from './ending.js'
import { buryAll, type Shares } from './share-client.js'
import { type ShareMembership, type ShareStatus, shareNameOf } from './share-membership.js'

const happened = {
  left: 'left',
  crashed: 'crashed',
  ended: 'been ended',
  died: 'ended with its process',
} as const

/** See `ShareMember.leave`. */
export async function leaveShare(membership: ShareMembership): Promise<Ending> {
  if (isOver(membership)) return goneBefore(membership)
  const count = membership.held.length
  await go(membership, 'left')
  return printed(
    { already: false },
    () =>
      `${shareNameOf(membership)} left${count === 0 ? '' : `; ${count} ${count === 1 ? 'message' : 'messages'} that it held ${count === 1 ? 'is' : 'are'} free at once`}`,
  )
}

/** See `ShareMember.crash`. */
export async function crashShare(membership: ShareMembership): Promise<Ending> {
  if (isOver(membership)) return goneBefore(membership)
  await go(membership, 'crashed')
  return printed(
    { already: false },
    () =>
      `${shareNameOf(membership)} crashed without a word; its connection is gone, which frees what it held, and the coordinator gives it up when its session is over`,
  )
}

/** Lets a member leave because the lab needs its place; `reason` is what every later call on it says. */
export async function endShare(membership: ShareMembership, reason: string): Promise<void> {
  if (isOver(membership)) {
    membership.end ??= reason
    return
  }
  membership.end = reason
  await go(membership, 'ended')
}

/** Ends all members and their process; `when` is what each says: "when the lab was closed". Politely: with a goodbye of each. */
export async function endAllShares(shares: Shares, when: string, politely: boolean): Promise<void> {
  const living = [...shares.members.values()].filter((each) => !isOver(each))
  const goodbyes = living.map(async (each) => {
    each.end = `${shareNameOf(each)} was ended ${when}: run its join cell again.`
    each.status = 'ended'
    if (politely) await ask(each.host, 'leave', { member: each.key, timeoutMs: 1_000 }).catch(() => {})
  })
  await Promise.all(goodbyes)
  if (shares.host !== null) await endShareProcess(shares.host)
  shares.host = null
}

async function go(
  membership: ShareMembership,
  status: ShareStatus & ('left' | 'crashed' | 'ended'),
): Promise<void> {
  const { host, key } = membership
  membership.status = status
  membership.held = []
  if (endOfShareProcess(host) === null)
    await ask(host, status === 'crashed' ? 'crash' : 'leave', { member: key, timeoutMs: 10_000 })
}

function isOver(membership: ShareMembership): boolean {
  buryAll(membership.shares)
  return membership.status !== 'member' && membership.status !== 'joining'
}

function goneBefore(membership: ShareMembership): Ending {
  const how = happened[membership.status as keyof typeof happened]
  return printed({ already: true }, () => `${shareNameOf(membership)} had ${how} before`)
}
