import { expect, test } from 'vitest'
import { isEmbedded } from '../../src/cluster/embedded.js'
import type { Member } from '../../src/kafka/member.js'
import { stopButton } from './interrupted.js'
import { refusal, withLab } from './with-lab.js'

const file = withLab()
const button = stopButton()

/** While `work` runs, the broker is there and answers nobody. */
async function whileSilent<T>(work: () => Promise<T>): Promise<T> {
  const { cluster } = file.state.connection
  if (!isEmbedded(cluster)) throw new Error('Wanted an embedded cluster, found an external one.')
  const process = cluster.nodes[0]?.process
  process?.kill('SIGSTOP')
  try {
    return await work()
  } finally {
    process?.kill('SIGCONT')
  }
}

const during = (verb: string): string =>
  `Interrupted during ${verb}(). What it had asked of Kafka may be carried out all the same.`

test.each(['produce', 'join', 'observe', 'receive', 'handle', 'leave'] as const)(
  'the stop button ends the waiting of %s while the broker is silent; the lab goes on afterwards',
  async (verb) => {
    const [topic, group] = [file.name('topic'), file.name('G')]
    await file.lab.provision([{ topic }])
    // A session longer than the silence: what the button must not do is judged, not what the coordinator does.
    const member: Member = await file.lab.join(group, topic, { sessionTimeoutMs: 20_000 })
    const verbs = {
      produce: () => file.lab.produce(topic, { value: 1 }),
      join: () => file.lab.join(group, topic, { as: 'C2' }),
      observe: () => file.lab.observe(),
      receive: () => member.receive(),
      handle: () => member.handle(() => {}),
      leave: () => member.leave(),
    }
    const said = await whileSilent(async () => {
      const attempt = refusal(verbs[verb]())
      await new Promise(setImmediate)
      button.press()
      // The broker answers only after this: nothing that it says can have ended the wait.
      return attempt
    })
    expect(said).toBe(during(verb))
    const [sent] = await file.lab.produce(topic, { value: 2 })
    expect(sent?.topic).toBe(topic)
    if (verb !== 'leave') expect((await member.receive()).length).toBeGreaterThan(0)
  },
)
