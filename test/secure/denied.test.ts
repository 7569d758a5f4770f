import { AclResourceTypes as Kind, AclOperationTypes as Operation } from 'kafkajs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Lab } from '../../src/lab.js'
import { closeLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
import { prefix } from '../lab/on-external.js'
import { refusal, withLab } from '../lab/with-lab.js'
import { denying } from './denying.js'
import { leadBy, loginAs, onSecure } from './on-secure.js'

const secure = onSecure()
beforeAll(() => leadBy(loginAs(secure.broker, 'maria')))
afterAll(() => leadBy({}))
const file = withLab()

/** A topic with two messages, in a lab that may do everything with its own. */
async function story(): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  await file.lab.produce(topic, [{ value: 1 }, { value: 2 }])
  return topic
}

/** A group that has committed, and nobody in it. */
async function emptyGroup(topic: string): Promise<string> {
  const group = file.name('G')
  const member = await file.lab.join(group, topic)
  await member.commit({ partition: 0, offset: 0 })
  await member.leave()
  return group
}

/** How the sentence ends: who is denied what, and what to ask for. */
function deniedOf(kind: string): string {
  return (
    `the Kafka at ${secure.broker.at.LOGIN} does not allow 'maria' this with ${kind} (its ACLs deny it). ` +
    `Ask who runs it to allow all operations on ${kind} that begin with '${prefix}', then run the cell again.`
  )
}

type Work = (lab: Lab, topic: string, group: string) => Promise<unknown>

/** TOPIC and GROUP stand for the names of the test. */
test.each<[string, Kind, Operation, Work, string, string]>([
  [
    'to create a topic',
    Kind.TOPIC,
    Operation.CREATE,
    (lab) => lab.provision([{ topic: 'new' }]),
    "Cannot create topic 'new'",
    'topics',
  ],
  [
    'to look at the settings of a topic',
    Kind.TOPIC,
    Operation.DESCRIBE_CONFIGS,
    (lab, topic) => lab.provision([{ topic, partitions: 2 }]),
    "Cannot create topic 'TOPIC'",
    'topics',
  ],
  [
    'to delete a topic',
    Kind.TOPIC,
    Operation.DELETE,
    (lab, topic) => lab.provision([{ topic }], { fresh: true }),
    'Cannot finish provision()',
    'topics',
  ],
  [
    'to add partitions',
    Kind.TOPIC,
    Operation.ALTER,
    (lab, topic) => lab.addPartitions(topic, 3),
    "Cannot bring topic 'TOPIC' to 3 partitions",
    'topics',
  ],
  [
    'to write',
    Kind.TOPIC,
    Operation.WRITE,
    (lab, topic) => lab.produce(topic, { value: 3 }),
    "Cannot produce to 'TOPIC'",
    'topics',
  ],
  [
    'to read in a group',
    Kind.GROUP,
    Operation.READ,
    (lab, topic, group) => lab.join(group, topic),
    "C1 cannot join group 'GROUP'",
    'groups',
  ],
  [
    'to commit for a group',
    Kind.GROUP,
    Operation.READ,
    (lab, _, group) => lab.reset(group),
    'Cannot finish reset()',
    'groups',
  ],
  [
    'to delete a group',
    Kind.GROUP,
    Operation.DELETE,
    (lab, topic, group) => lab.join(group, topic, { fresh: true }),
    'Cannot finish join()',
    'groups',
  ],
  [
    'to be a member of a share group',
    Kind.GROUP,
    Operation.READ,
    (lab, topic, group) => lab.joinShare(`${group}-share`, topic),
    'Cannot finish joinShare()',
    'groups',
  ],
  [
    'to acquire from a topic',
    Kind.TOPIC,
    Operation.READ,
    async (lab, topic, group) => (await lab.joinShare(`${group}-share`, topic)).acquire(),
    'Cannot finish acquire()',
    'topics',
  ],
  [
    'to send in a transaction',
    Kind.TRANSACTIONAL_ID,
    Operation.WRITE,
    (lab, topic) => lab.transaction(topic),
    'Cannot finish transaction()',
    'transactional ids',
  ],
])(
  'no right %s: the sentence, and with it the same works',
  async (_, resourceType, operation, work, head, of) => {
    const topic = await story()
    const group = await emptyGroup(topic)
    const denial = { user: 'maria', resourceType, operation }
    const said = await denying(secure.foreign.admin, denial, () => refusal(work(file.lab, topic, group)))
    expect(said).toBe(`${head.replace('TOPIC', topic).replaceAll('GROUP', group)}: ${deniedOf(of)}`)
    await work(file.lab, topic, group)
  },
)

test('no right to read a topic any more: the member stops of it, and says so when it is asked', async () => {
  const topic = await story()
  const group = file.name('G')
  const member = await file.lab.join(group, topic)
  const denial = { user: 'maria', resourceType: Kind.TOPIC, operation: Operation.READ }
  const said = await denying(secure.foreign.admin, denial, async () => {
    await file.lab.produce(topic, { value: 3 })
    await waitFor('the member to have stopped', () => member.status === 'died' || undefined)
    return refusal(member.receive())
  })
  expect(said).toBe(
    `C1 of group '${group}' cannot receive. C1 of group '${group}' has stopped: ${deniedOf('topics')}`,
  )
  const again = await file.lab.join(group, topic)
  expect(await again.receive()).toHaveLength(3)
})

test('no right to look at the settings of brokers: only brokers() needs it, and a member asks for 6 s', async () => {
  const topic = await story()
  const denial = { user: 'maria', resourceType: Kind.CLUSTER, operation: Operation.DESCRIBE_CONFIGS }
  await denying(secure.foreign.admin, denial, async () => {
    await closeLab()
    await file.reopen()
    expect(await refusal(file.lab.brokers())).toBe(
      `Cannot finish brokers(): the Kafka at ${secure.broker.at.LOGIN} does not allow 'maria' this on the cluster (its ACLs deny it). ` +
        'Ask who runs it to allow DescribeConfigs on the cluster, then run the cell again.',
    )
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
    const { group } = await file.lab.join(file.name('G'), topic)
    expect(printed.mock.calls).toEqual([
      [
        `C1 of group '${group}' has a session time-out of 6000 ms, not 2000: these brokers accept no shorter one.`,
      ],
    ])
    printed.mockRestore()
  })
})

test('no right to describe a group: kafkajs hides why, and the sentence says so', async () => {
  const group = await emptyGroup(await story())
  const denial = { user: 'maria', resourceType: Kind.GROUP, operation: Operation.DESCRIBE }
  const said = await denying(secure.foreign.admin, denial, () => refusal(file.lab.status(group)))
  expect(said).toBe(
    `Cannot finish status(): the Kafka at ${secure.broker.at.LOGIN} does not allow 'maria' this with groups (it names no coordinator, as where its ACLs deny it). ` +
      `Ask who runs it to allow all operations on groups that begin with '${prefix}', then run the cell again.`,
  )
})
