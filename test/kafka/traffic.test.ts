import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { isEmbedded } from '../../src/cluster/embedded.js'
import type { Traffic } from '../../src/kafka/traffic-handle.js'
import { waitFor } from '../../src/wait.js'
import { stopButton } from '../lab/interrupted.js'
import { failure, refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()

async function topicOf(partitions = 1): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

const untilSent = (traffic: Traffic, count: number): Promise<true> =>
  waitFor(`${count} messages to be sent`, (saw) => {
    saw(`${traffic.sent}`)
    return traffic.sent >= count || undefined
  })

const ends = async (topic: string): Promise<number> =>
  (await file.lab.describe(topic)).reduce((sum, { end }) => sum + end, 0)

test('users send in turn, beside the cells; every message that it counts is there, each once', async () => {
  const topic = await topicOf(3)
  const traffic = await file.lab.traffic(topic, { perSecond: 500 })
  expect(traffic).toMatchObject({ topic, status: 'running' })
  await untilSent(traffic, 30)
  const { sent, seconds } = await traffic.stop()
  expect(traffic.sent).toBe(sent)
  expect(seconds).toBeGreaterThan(0)
  expect(await ends(topic)).toBe(sent)
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  const ids = seen.map(({ value }) => value.id as number).sort((a, b) => a - b)
  expect(ids).toEqual(Array.from({ length: sent }, (_, at) => at + 1))
  const thirteenth = seen.find(({ value }) => value.id === 13)
  expect(thirteenth).toMatchObject({ key: 'user-1', value: { id: 13, text: 'message 13, from user-1' } })
  expect(new Date(thirteenth?.value.at).toISOString()).toBe(thirteenth?.value.at)
  expect(seen.find(({ value }) => value.id === 12)?.key).toBe('user-12')
  expect(
    file.lab.timeline({ types: ['produced'] }).some((each) => 'topic' in each && each.topic === topic),
  ).toBe(true)
})

test('messages of its own; again, stop says the same', async () => {
  const topic = await topicOf()
  const traffic = await file.lab.traffic(topic, {
    perSecond: 200,
    message: (n) => ({ key: null, value: n * 10 }),
  })
  await untilSent(traffic, 3)
  const total = await traffic.stop()
  expect(await traffic.stop()).toEqual(total)
  expect(inspect(total)).toBe(`${total.sent} sent to ${topic} in ${total.seconds.toFixed(1)} s`)
  expect(inspect(traffic)).toBe(`the traffic on '${topic}' was stopped: ${inspect(total)}`)
  expect(await ends(topic)).toBe(total.sent)
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  expect(seen.slice(0, 3).map(({ value }) => value)).toEqual([10, 20, 30])
})

test('what the broker confirmed is named, message by message, as an independent reader finds it', async () => {
  const topic = await topicOf(3)
  const traffic = await file.lab.traffic(topic, { perSecond: 500, acks: 1 })
  const [first] = traffic.acknowledged
  expect(first).toMatchObject({ id: 1, offset: 0 })
  await untilSent(traffic, 100)
  const { sent } = await traffic.stop()
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  const read = new Map(
    seen.map(({ partition, offset, value }) => [value.id as number, { partition, offset }]),
  )
  expect(traffic.acknowledged).toHaveLength(sent)
  expect(traffic.acknowledged.map(({ id, ...place }) => [id, place])).toEqual(
    [...read].sort(([a], [b]) => a - b),
  )
  expect(traffic.unconfirmed).toBe(0)
  expect(inspect(traffic.acknowledged)).toBe(`${sent} messages acknowledged on ${topic}`)
})

test('it sends no more than its rate brings in the time that it ran', async () => {
  const topic = await topicOf()
  const traffic = await file.lab.traffic(topic, { perSecond: 400 })
  await untilSent(traffic, 100)
  const { sent, seconds } = await traffic.stop()
  // One came first.
  expect(sent).toBeLessThanOrEqual(1 + 400 * seconds)
})

test('a broker that does not answer holds it up, and loses nothing', async () => {
  const topic = await topicOf()
  let made = 0
  const message = (n: number) => {
    made = n
    return { value: n }
  }
  const traffic = await file.lab.traffic(topic, { perSecond: 200, message })
  const { cluster } = file.state.connection
  if (!isEmbedded(cluster)) throw new Error('Wanted an embedded cluster, found an external one.')
  const process = cluster.nodes[0]?.process
  process?.kill('SIGSTOP')
  try {
    const silent = made
    await waitFor('a piece to be under way', () => made > silent || undefined)
    expect(traffic.unconfirmed).toBe(made - traffic.sent)
    await waitFor('a gap', () => traffic.longestGapMs > 200 || undefined)
    const stopping = refusal(traffic.stop())
    button.press()
    expect(await stopping).toBe(
      'Interrupted during stop(). What it had asked of Kafka may be carried out all the same.',
    )
  } finally {
    process?.kill('SIGCONT')
  }
  const { sent } = await traffic.stop()
  expect([sent, await ends(topic), traffic.unconfirmed]).toEqual([made, made, 0])
  const gap = traffic.longestGapMs
  expect(gap).toBeGreaterThan(200)
  expect(traffic.longestGapMs).toBe(gap)
})

test('a new one on the same topic takes the place of the old, whose handle says so', async () => {
  const topic = await topicOf()
  const old = await file.lab.traffic(topic)
  const now = await file.lab.traffic(topic)
  expect([old.status, now.status]).toEqual(['ended', 'running'])
  const said = `The traffic on '${topic}' was replaced by one that began later: stop that one.`
  const total = await old.stop()
  expect(inspect(total)).toBe(`${total.sent} sent to ${topic} in ${total.seconds.toFixed(1)} s. ${said}`)
  expect(inspect(old)).toBe(said)
  expect(await ends(topic)).toBeGreaterThanOrEqual(total.sent + 1)
  const { sent } = await now.stop()
  expect(await ends(topic)).toBe(total.sent + sent)
})

test('a topic made fresh ends it: nothing of it is in the new topic', async () => {
  const topic = await topicOf()
  const traffic = await file.lab.traffic(topic, { perSecond: 1_000 })
  await file.lab.provision([{ topic }], { fresh: true })
  expect(await ends(topic)).toBe(0)
  expect(inspect(await traffic.stop())).toMatch(
    new RegExp(
      `^\\d+ sent to ${topic} in \\d\\.\\d s\\. The traffic on '${topic}' was ended when ${topic} was made fresh: run its cell again\\.$`,
    ),
  )
  expect(traffic.status).toBe('ended')
  expect(await ends(topic)).toBe(0)
})

test('another topic made fresh does not disturb it', async () => {
  const [topic, other] = [await topicOf(), await topicOf()]
  await file.lab.produce(other, { value: 1 })
  const traffic = await file.lab.traffic(topic, { perSecond: 500 })
  await file.lab.provision([{ topic: other }], { fresh: true })
  await untilSent(traffic, traffic.sent + 100)
  const { sent } = await traffic.stop()
  expect(await ends(topic)).toBe(sent)
})

test('the stop button pauses it, and resume() goes on', async () => {
  const topic = await topicOf()
  const traffic = await file.lab.traffic(topic, { perSecond: 500 })
  button.press()
  expect(traffic.status).toBe('paused')
  // A piece that was under way when the button was pressed is still counted.
  const paused = await waitFor('what was under way to be over', async () => {
    const [before, stored] = [traffic.sent, await ends(topic)]
    return before === stored ? stored : undefined
  })
  expect(inspect(traffic)).toBe(
    `traffic on '${topic}', paused by the stop button: 500 messages a second, ${paused} so far; call resume(), or run its cell again`,
  )
  await file.lab.observe()
  expect(await ends(topic)).toBe(paused)
  traffic.resume()
  expect(inspect(traffic)).toBe(
    `traffic on '${topic}': 500 messages a second, ${paused} so far; stop() ends it`,
  )
  await untilSent(traffic, paused + 10)
  button.press()
  await traffic.stop()
  expect(traffic.status).toBe('stopped')
  expect(await refusal((async () => traffic.resume())())).toBe(
    `The traffic on '${topic}' cannot go on: it was stopped. Run its cell again for a new one.`,
  )
})

test('a message that cannot be sent is refused in the cell that starts it', async () => {
  const topic = await topicOf()
  const said = await refusal(file.lab.traffic(topic, { message: () => ({ value: undefined }) }))
  expect(said).toBe(
    `Cannot produce to '${topic}': message 0 of 1 has a value that JSON cannot carry: value is undefined. ` +
      'Send text, finite numbers, true, false, null, lists and plain objects of these, or bytes alone. ' +
      'Nothing was sent; mend the message and run the cell again.',
  )
  expect(await ends(topic)).toBe(0)
})

test('a later message that cannot be made ends it, and stop() says so with the cause, again the same', async () => {
  const topic = await topicOf()
  const own = new Error('no more stories.')
  const traffic = await file.lab.traffic(topic, {
    perSecond: 1_000,
    message: (n) => {
      if (n > 1) throw own
      return { value: n }
    },
  })
  await waitFor('the traffic to fail', () => (traffic.status === 'failed' ? true : undefined))
  for (const again of [1, 2]) {
    const problem = await failure(traffic.stop())
    expect([again, problem.message, problem.cause]).toEqual([
      again,
      `The traffic on '${topic}' has failed with 1 messages sent: no more stories. When that is mended, run its cell again.`,
      own,
    ])
  }
})

test('what a later message throws may be anything', async () => {
  const topic = await topicOf()
  const traffic = await file.lab.traffic(topic, {
    perSecond: 1_000,
    message: (n) => {
      if (n > 1) throw 'enough'
      return { value: n }
    },
  })
  await waitFor('the traffic to fail', () => (traffic.status === 'failed' ? true : undefined))
  expect(await refusal(traffic.stop())).toBe(
    `The traffic on '${topic}' has failed with 1 messages sent: enough. When that is mended, run its cell again.`,
  )
})

test('a topic that does not exist', async () => {
  expect(await refusal(file.lab.traffic('misspelt'))).toMatch(
    /^Cannot send traffic to 'misspelt': topic 'misspelt' does not exist \(there are .+\)\. Check the name, or run the cell that provisions it\.$/,
  )
})

test.each([0, -1, Number.NaN, 10_001, '50'])('%j messages a second are none', async (perSecond) => {
  const found = typeof perSecond === 'string' ? `'${perSecond}'` : perSecond
  expect(await refusal(file.lab.traffic('orders', { perSecond: perSecond as number }))).toBe(
    `Cannot send traffic to 'orders' at ${found} messages a second: wanted a number above 0, at most 10000. ` +
      'Give perSecond like 50, or leave it out.',
  )
})

test('acks that confirm nothing are none', async () => {
  expect(await refusal(file.lab.traffic('orders', { acks: 0 as 1 }))).toBe(
    "Cannot send traffic to 'orders' with acks 0: the broker would answer nothing, so that no offset is known and no loss is noticed. Give 'all', or 1 for the word of the leader alone.",
  )
})

test('a broker that is gone for good ends it, with what is unconfirmed', async () => {
  const topic = await topicOf()
  const traffic = await file.lab.traffic(topic, { perSecond: 200 })
  const { cluster } = file.state.connection
  if (!isEmbedded(cluster)) throw new Error('Wanted an embedded cluster, found an external one.')
  cluster.nodes[0]?.process.kill('SIGKILL')
  await waitFor('the traffic to fail', () => (traffic.status === 'failed' ? true : undefined), {
    timeoutMs: 20_000,
  })
  expect(traffic.unconfirmed).toBeGreaterThan(0)
  expect(traffic.acknowledged).toHaveLength(traffic.sent)
  expect(inspect(traffic)).toMatch(
    new RegExp(
      `^The traffic on '${topic}' has failed with ${traffic.sent} messages sent and ${traffic.unconfirmed} unconfirmed: Cannot produce to '${topic}': `,
    ),
  )
  await file.reopen()
}, 30_000)
