import { expect, test } from 'vitest'
import { ask, endShareProcess, startShareProcess } from '../../src/cluster/share-process.js'
import { waitFor } from '../../src/wait.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()
const stateTopic = '__share_group_state'

test('Kafka makes the topic of share groups when it is asked for the state of none, and nothing else comes of it', async () => {
  await file.lab.provision([{ topic: 'orders' }])
  const { admin, cluster } = file.state.connection
  expect(await admin.listTopics()).not.toContain(stateTopic)
  const host = startShareProcess(cluster)
  try {
    const answered = ask(host, 'haveStateTopic', { topic: 'orders' })
    await waitFor('the topic', async () => (await admin.listTopics()).includes(stateTopic) || undefined)
    await answered
    expect(await ask(host, 'list')).toEqual([])
    const written = await admin.fetchTopicOffsets(stateTopic)
    expect(written.map(({ high }) => high)).toEqual(['0'])
  } finally {
    await endShareProcess(host)
  }
})

test('the first join of a lab, which has that topic made, leaves no group but its own', async () => {
  await file.lab.provision([{ topic: 'orders' }])
  const { shares } = file.state
  await file.lab.joinShare('packing', 'orders')
  const { host } = shares
  if (host === null) throw new Error('Wanted the Java process of the member that has joined, found none.')
  await waitFor('its answers', () => host.waiting.size === 0 || undefined)
  expect(await ask(host, 'list')).toEqual(['packing'])
})
