import { afterEach, describe, expect, test } from 'vitest'
import { closeLab, openLab } from '../../src/open-lab.js'
import { prefix } from '../lab/on-external.js'
import { leadBy, loginAs, onSecure, type Ways } from './on-secure.js'

const secure = onSecure()

afterEach(async () => {
  await closeLab()
  leadBy({})
})

describe('the documented ways into a cluster, each to a message that was sent and received', () => {
  const over = (way: 'TLS' | 'MUTUAL', more: Ways = {}): Ways => ({
    KAFKA_BROKERS: secure.broker.at[way],
    LAB_PREFIX: prefix,
    KAFKA_TLS_CA: secure.broker.files.authority,
    ...more,
  })
  test.each<[string, () => Ways]>([
    ['TLS', () => over('TLS')],
    [
      'TLS with a certificate of the client',
      () =>
        over('MUTUAL', {
          KAFKA_TLS_CERT: secure.broker.files.certificate,
          KAFKA_TLS_KEY: secure.broker.files.key,
        }),
    ],
    ['SCRAM-SHA-512 over TLS', () => loginAs(secure.broker, 'maria')],
    ['SCRAM-SHA-256 over TLS', () => loginAs(secure.broker, 'maria', 'SCRAM-SHA-256')],
    ['PLAIN over TLS', () => loginAs(secure.broker, 'maria', 'plain')],
  ])('%s', async (_, ways) => {
    leadBy(ways())
    const lab = await openLab()
    await lab.provision([{ topic: 'orders' }], { fresh: true })
    await lab.produce('orders', [{ value: 1 }, { value: 2 }])
    const member = await lab.join('A', 'orders', { fresh: true })
    const seen = await member.receive()
    await member.ack(seen)
    expect(seen.map(({ value }) => value)).toEqual([1, 2])
    expect((await lab.observe()).group('A').lag).toEqual({ orders: [0] })
    const packer = await lab.joinShare('packing', 'orders')
    expect((await packer.acquire()).map(({ value }) => value)).toEqual([1, 2])
  })
})
