import { expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

test('the verbs of consumer groups say of a share group what it is', async () => {
  const [topic, group] = [file.name('topic'), file.name('packing')]
  await file.lab.provision([{ topic }])
  await file.lab.joinShare(group, topic)
  const transaction = await file.lab.transaction('t')
  const [sent] = await transaction.send(topic, { value: 1 })
  const end = `: '${group}' is a share group, which has no committed offsets, and a name stands for one group. Look at it with lab.shareStatus('${group}'), or choose another name.`
  const attempts: [string, Promise<unknown>][] = [
    [`C1 cannot join group '${group}'`, file.lab.join(group, topic)],
    [`C1 cannot join group '${group}'`, file.lab.join(group, topic, { fresh: true })],
    [`Cannot reset group '${group}'`, file.lab.reset(group, { topic })],
    [`Cannot tell the status of group '${group}'`, file.lab.status(group)],
    [`Cannot wait for group '${group}' to settle`, file.lab.settled(group, { members: 1 })],
    ["Cannot send offsets in transaction 't'", transaction.sendOffsets(group, sent ? [sent] : [])],
  ]
  expect(await Promise.all(attempts.map(([, attempt]) => refusal(attempt)))).toEqual(
    attempts.map(([cannot]) => cannot + end),
  )
  await transaction.abort()
  expect((await file.lab.shareStatus(group)).members).toMatchObject([{ name: 'C1' }])
})
