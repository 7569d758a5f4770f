import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitAs } from '../../src/kafka/commit-as.js'
import { waitFor } from '../../src/wait.js'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { stopButton } from '../lab/interrupted.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()
let foreign: Foreigner

beforeAll(async () => {
  foreign = await foreigner(file.state.connection.cluster.brokers)
})

afterAll(() => foreign?.close())

test('a group that does not let the lab in holds up nobody for good: the wait can be ended, and ends by itself', async () => {
  const [topic, group] = [file.name('topic'), file.name('G')]
  await file.lab.provision([{ topic }])
  await foreign.consumer(group, topic, { maxWaitTimeInMs: 20_000 })
  const committing = refusal(
    commitAs(file.state.connection.cluster, group, [{ topic, partitions: new Map([[0, 0]]) }]),
  )
  const state = async (): Promise<string | undefined> =>
    (await foreign.admin.describeGroups([group])).groups[0]?.state
  await waitFor('the group to be asked to let the lab in', async () =>
    (await state()) === 'PreparingRebalance' ? true : undefined,
  )
  await button.presses('the commit to wait')
  expect(await committing).toBe(
    `Interrupted while waiting for group '${group}' to let the lab in, which commits for it; last seen: nothing yet.`,
  )
  // The stranger has not come back to its group yet, so nothing waited for it; a message ends its fetch.
  expect(await state()).toBe('PreparingRebalance')
  await foreign.producer.send({ topic, messages: [{ value: 'go on' }] })
})
