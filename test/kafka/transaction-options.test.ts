import { describe, expect, test } from 'vitest'
import { onExternalCluster } from '../lab/on-external.js'
import { refusal, withLab } from '../lab/with-lab.js'

const tooLong = (id: string, ms: number, most: number): string =>
  `Cannot begin transaction '${id}' with a time-out of ${ms} ms: the brokers accept at most ${most} ms (transaction.max.timeout.ms). Give a shorter timeoutMs, like 2000, or leave it out.`

describe('on a cluster of its own', () => {
  const file = withLab()

  test('what is no id, no options and no time is refused', async () => {
    const said = (id: unknown, options?: unknown): Promise<string> =>
      refusal(file.lab.transaction(id as string, options as object))
    const id = (why: string): string =>
      `Cannot begin a transaction: the transactional id will not do: ${why}. Choose another.`
    expect(await said('')).toBe(id('it is empty'))
    expect(await said(undefined)).toBe(id('it is of type undefined, and names are text'))
    for (const options of [null, 5_000])
      expect(await said('tx', options)).toBe(
        `Cannot begin transaction 'tx' with the options ${options}: wanted an object. Give some of { timeoutMs }, or leave them out.`,
      )
    for (const timeoutMs of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(await said('tx', { timeoutMs })).toBe(
        `Cannot begin transaction 'tx' with a time-out of ${timeoutMs}: wanted a whole number of ms from 1 on. Give timeoutMs like 2000, or leave it out.`,
      )
    expect(await said('tx', { timeoutMs: '2000' })).toBe(
      "Cannot begin transaction 'tx' with a time-out of '2000': wanted a whole number of ms from 1 on. Give timeoutMs like 2000, or leave it out.",
    )
  })

  test('a time beyond the limit of the brokers is refused, and what is open under the id stays so', async () => {
    const topic = file.name('topic')
    await file.lab.provision([{ topic }])
    const id = file.name('tx')
    const tx = await file.lab.transaction(id, { timeoutMs: 900_000 })
    await tx.send(topic, { value: 'm0' })
    for (const timeoutMs of [900_001, 2 ** 31, 1e12])
      expect(await refusal(file.lab.transaction(id, { timeoutMs }))).toBe(tooLong(id, timeoutMs, 900_000))
    expect(file.state.transactions.size).toBe(1)
    expect(await tx.commit()).toEqual({ already: false })
  })
})

describe('on an existing cluster', () => {
  const external = onExternalCluster({ 'transaction.max.timeout.ms': 5_000 })
  const file = withLab()

  test('its own limit counts', async () => {
    expect(external.brokers).toHaveLength(1)
    expect(await refusal(file.lab.transaction('tx', { timeoutMs: 5_001 }))).toBe(tooLong('tx', 5_001, 5_000))
    const tx = await file.lab.transaction('tx', { timeoutMs: 5_000 })
    expect(await tx.abort()).toEqual({ already: false })
  })
})
