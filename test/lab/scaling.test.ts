import { expect, test } from 'vitest'
import { measure, pause } from '../../src/index.js'
import { withLab } from './with-lab.js'

const file = withLab()
const names = ['C1', 'C2', 'C3', 'C4', 'C5']

test('members that wait for something else share the work: five of them have a partition each', async () => {
  const { lab } = file
  await lab.provision([{ topic: 'payments', partitions: 5 }], { fresh: true })
  const payments = Array.from({ length: 200 }, (_, id) => ({
    key: `user-${id}`,
    value: { id },
    partition: id % 5,
  }))
  await lab.produce('payments', payments)
  const shares: number[][] = []
  await measure(
    'members',
    [1, 5],
    async (members, time) => {
      const team = await lab.join('cashiers', 'payments', { as: names.slice(0, members), fresh: true })
      const done = await time(() => Promise.all(team.map((member) => member.handle(() => pause(5)))))
      shares.push(done.map(({ handled }) => handled))
      return done.reduce((sum, { handled }) => sum + handled, 0)
    },
    { rounds: 1, warmUp: 1 },
  )
  expect(shares).toEqual([[200], [40, 40, 40, 40, 40], [200], [40, 40, 40, 40, 40]])
})
