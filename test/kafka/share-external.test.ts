import { afterAll, beforeAll, expect, test } from 'vitest'
import { endOfShareProcess } from '../../src/cluster/share-process.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { onExternalCluster, prefix } from '../lab/on-external.js'
import { stateOfLab } from '../lab/with-lab.js'

const cluster = onExternalCluster()

beforeAll(async () => {
  await openLab()
})
afterAll(closeLab)

test("on somebody else's cluster names get the prefix, are shown without it, and closing the lab lets members leave", async () => {
  const lab = await openLab()
  await lab.provision([{ topic: 'orders' }])
  await lab.produce('orders', [{ value: 1 }, { value: 2 }])
  const c1 = await lab.joinShare('packing', 'orders')
  const [first] = await c1.acquire()
  expect(first).toMatchObject({ topic: 'orders', partition: 0, offset: 0, value: 1 })
  await c1.accept(first ?? [])
  expect(await lab.shareStatus('packing')).toMatchObject({
    group: 'packing',
    state: 'Stable',
    members: [{ name: 'C1', assigned: [{ topic: 'orders', partition: 0 }] }],
    lag: { orders: [1] },
  })
  const { groups } = await cluster.foreign.admin.listGroups()
  expect(groups).toContainEqual({ groupId: `${prefix}packing`, protocolType: 'share' })
  const { host } = (await stateOfLab()).shares
  await closeLab()
  expect(host === null ? null : endOfShareProcess(host)).toMatch(/has ended \(signal SIGKILL\)/)
  const again = await openLab()
  const c2 = await again.joinShare('packing', 'orders', { as: 'C2' })
  expect((await c2.acquire()).map(({ offset, deliveryCount }) => [offset, deliveryCount])).toEqual([[1, 2]])
})
