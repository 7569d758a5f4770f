import { expect, test } from 'vitest'
import { crashes } from '../../src/model/crashes.js'
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
    [`Cannot observe group '${group}'`, file.lab.observe({ groups: ['none', group] })],
    [`Cannot sample the lag of group '${group}'`, file.lab.sampleLag(group)],
    [`Cannot wait for group '${group}' to settle`, file.lab.settled(group, { members: 1 })],
    ["Cannot send offsets in transaction 't'", transaction.sendOffsets(group, sent ? [sent] : [])],
  ]
  expect(await Promise.all(attempts.map(([, attempt]) => refusal(attempt)))).toEqual(
    attempts.map(([cannot]) => cannot + end),
  )
  await transaction.abort()
  expect((await file.lab.shareStatus(group)).members).toMatchObject([{ name: 'C1' }])
})

test('a share group with the name of a crash run is left alone', async () => {
  const [from, to] = [file.name('orders'), file.name('receipts')]
  await file.lab.provision([{ topic: from }, { topic: to }])
  await file.lab.produce(from, { value: 1 })
  const group = 'crash-runs.exactly-once.1'
  await file.lab.joinShare(group, to)
  const plan = crashes({ seed: 1, runs: 1, messages: 1 })
  expect(await refusal(file.lab.crashRuns(from, to, { guarantee: 'exactly-once', plan }))).toBe(
    `Cannot try crashes from '${from}' to '${to}': '${group}' is a share group, which has no committed offsets, and a name stands for one group. Look at it with lab.shareStatus('${group}'), or choose another name.`,
  )
  expect((await file.lab.shareStatus(group)).members).toMatchObject([{ name: 'C1' }])
  expect((await file.lab.observe()).groups).toEqual([])
})
