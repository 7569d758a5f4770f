import type { Admin } from 'kafkajs'
import { expect, test } from 'vitest'
import { startEmbedded } from '../../src/cluster/embedded.js'
import { createClient } from '../../src/kafka/client.js'
import { committedOffsets, deleteGroups, listGroups } from '../../src/kafka/groups.js'

test('what is asked of a coordinator that still loads its groups is answered when it has loaded them', async () => {
  const cluster = await startEmbedded()
  const admins = [1, 2, 3, 4, 5].map(() => createClient({ to: cluster, clientId: 'early' }).admin())
  try {
    await Promise.all(admins.map((admin) => admin.connect()))
    const [first, ...others] = admins as [Admin, ...Admin[]]
    // Asking for a group is what makes the broker create and load the coordinator's topic; that takes 1 to 10 ms.
    let loaded = false
    const warm = first.describeGroups(['A']).finally(() => {
      loaded = true
    })
    const questions = [
      (admin: Admin) => listGroups(admin),
      (admin: Admin) => deleteGroups(admin, ['A']),
      (admin: Admin) => committedOffsets(admin, 'A'),
    ]
    const answers = await Promise.all(
      others.map(async (admin, n) => {
        const ask = questions[n % 3] as (admin: Admin) => Promise<unknown>
        const seen: unknown[] = []
        while (!loaded) seen.push(await ask(admin))
        return seen
      }),
    )
    await warm
    expect(
      answers.flat().filter((answer) => JSON.stringify(answer) !== '[]' && !(answer instanceof Map)),
    ).toEqual([])
  } finally {
    await Promise.all(admins.map((admin) => admin.disconnect()))
    await cluster.close()
  }
})
