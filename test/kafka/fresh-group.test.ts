import { expect, test } from 'vitest'
import { removeGroups } from '../../src/kafka/fresh-group.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

test('a member that was let in while its group is deleted is ended, and the group is gone', async () => {
  const [topic, group] = [file.name('orders'), file.name('A')]
  await file.lab.provision([{ topic }])
  const late = await file.lab.join(group, topic)
  expect(await removeGroups(file.state, [group])).toEqual([group])
  expect(late.status).toBe('ended')
  expect(file.membership(late).end).toBe(
    `C1 of group '${group}' was ended when its group was deleted: run its join cell again.`,
  )
})
