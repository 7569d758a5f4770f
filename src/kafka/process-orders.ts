import { askToCommit, type CommitAnswer, inCommitTurn } from './committing.js'
import { producerOf } from './connection.js'
import { type PartitionInbox, partitionName } from './inbox.js'
import { refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import { done, type ProcessRun, transformed } from './process-run.js'
import { sendBy } from './producing.js'

/** Commit, then handle: a commit that is not confirmed means "do not handle". */
export async function atMostOnce(run: ProcessRun, at: PartitionInbox, message: Message): Promise<boolean> {
  const { tally } = run
  if (await run.crashesAt(message, 'before both')) return true
  if ((await commitAfter(run, at, message)) === 'refused') return false
  // Confirmed: whoever owns the partition now begins behind this message, so it is this member's to handle, if anyone's.
  done(run, at, message)
  if (await run.crashesAt(message, 'between the two')) return true
  await send(
    run,
    await transformed(
      run,
      message,
      'Its position was committed before, as at-most-once means: it does not come again. The messages after it were not touched.',
    ),
  )
  tally.handled++
  await run.crashesAt(message, 'after both')
  return true
}

/** Handle, then commit: what is not confirmed comes again. */
export async function atLeastOnce(run: ProcessRun, at: PartitionInbox, message: Message): Promise<boolean> {
  const { tally } = run
  if (await run.crashesAt(message, 'before both')) return true
  await send(
    run,
    await transformed(
      run,
      message,
      'Nothing was committed for it: mend the handler and process again, it begins with this message.',
    ),
  )
  tally.handled++
  if (await run.crashesAt(message, 'between the two')) return true
  if ((await commitAfter(run, at, message)) === 'refused') return false
  done(run, at, message)
  await run.crashesAt(message, 'after both')
  return true
}

async function send(
  { lab, to }: ProcessRun,
  encoded: Awaited<ReturnType<typeof transformed>>,
): Promise<void> {
  if (encoded.length > 0) await sendBy(lab, await producerOf(lab.connection), to, encoded)
}

/** Commits the position after a message, while the member owns its partition; a refusal is put down. */
function commitAfter(
  { membership, tally }: ProcessRun,
  at: PartitionInbox,
  { topic, partition, offset }: Message,
): Promise<CommitAnswer> {
  const refused = (said: string): void => void tally.refused.push({ topic, partition, offset, said })
  return inCommitTurn(membership, async () => {
    refuseIfGone(membership, 'process')
    if (membership.inbox.get(partitionName(at)) === at && membership.status === 'member')
      return askToCommit(membership, [{ topic, partition, offset: offset + 1 }], { refused })
    refused('a rebalance came first')
    return 'refused'
  })
}
