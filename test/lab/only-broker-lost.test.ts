import { expect, test } from 'vitest'
import { waitFor } from '../../src/wait.js'
import { withLab } from './with-lab.js'

const file = withLab()

test.each(['kill', 'stop'] as const)(
  '%s and start of the only broker: a member and a traffic go on',
  async (end) => {
    const { lab } = file
    const topic = file.name('orders')
    await lab.provision([{ topic }])
    const member = await lab.join(file.name('shop'), topic)
    const handled = new Set<number>()
    const work = await member.work(({ value }) => void handled.add(value.id))
    const traffic = await lab.traffic(topic, { perSecond: 100 })
    const untilHandled = (id: number): Promise<true> =>
      waitFor(
        `message ${id} to be handled`,
        async (saw) => {
          saw(`${handled.size} handled; the member is ${member.status}`)
          // What failed says why.
          if (work.status === 'failed') await work.stop()
          if (traffic.status === 'failed') await traffic.stop()
          return handled.has(id) || undefined
        },
        { timeoutMs: 60_000 },
      )
    await untilHandled(20)
    const broker = lab.broker(1)
    await broker[end]()
    await broker.start()
    await untilHandled(traffic.sent + 20)
    await traffic.stop()
    await work.stop()
    expect(traffic.acknowledged.filter(({ id }) => !handled.has(id))).toEqual([])
    expect([member.status, traffic.unconfirmed]).toEqual(['member', 0])
    await member.leave()
  },
  120_000,
)
