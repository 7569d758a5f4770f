import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

test('positions that cannot be are refused in a sentence, and the transaction goes on', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  const [sent] = await file.lab.produce(topic, [{ value: 'm0', partition: 0 }])
  const group = file.name('G')
  const tx = await file.lab.transaction(file.name('tx'))
  const cannot = `Cannot send offsets in transaction '${tx.id}'`
  const said = (name: unknown, messages: unknown): Promise<string> =>
    refusal(tx.sendOffsets(name as string, messages as []))
  const name = (why: string): string =>
    `${cannot}: the name of the group will not do: ${why}. Give the name of a group, or a member of it: tx.sendOffsets('worker', seen).`
  expect(await said(undefined, sent)).toBe(name('it is of type undefined, and names are text'))
  expect(await said(null, sent)).toBe(name('it is of type null, and names are text'))
  expect(await said({}, sent)).toBe(name('it is of type undefined, and names are text'))
  expect(await said('', sent)).toBe(name('it is empty'))
  const wanted = (found: string): string =>
    `${cannot}: wanted messages, each with its topic, and its partition and offset from 0 on, found ${found}. Give it what receive() returned.`
  expect(await said(group, undefined)).toBe(wanted('undefined'))
  expect(await said(group, 'seen')).toBe(wanted("'seen'"))
  for (const message of [
    { partition: 0, offset: 1 },
    { topic, partition: -1, offset: 1 },
    { topic, partition: 0, offset: -1 },
    { topic, partition: 0, offset: '1' },
    { topic, partition: 0, offset: Number.MAX_SAFE_INTEGER },
  ])
    expect(await said(group, [sent, message])).toBe(wanted(inspect(message)))
  expect(await said(group, { topic, partition: 2, offset: 0 })).toBe(
    `${cannot}: wanted a position in P2 of '${topic}', which has partitions 0 to 1. Give it what receive() returned.`,
  )
  expect(await said(group, { topic: 'nowhere', partition: 0, offset: 0 })).toBe(
    `${cannot}: topic 'nowhere' does not exist (there are ${topic}). Check the name, or run the cell that provisions it.`,
  )
  const none = await tx.sendOffsets(group, [])
  expect(inspect(none)).toBe(`in transaction '${tx.id}', committed with it: nothing`)
  expect(await tx.sendOffsets(group, sent ?? [])).toEqual([{ topic, partition: 0, offset: 1 }])
  await tx.commit()
  expect((await file.lab.status(group)).committed).toEqual({ [topic]: [1, null] })
})
