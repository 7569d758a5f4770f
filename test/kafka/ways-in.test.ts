import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { waysIn } from '../../src/kafka/ways-in.js'

const sasl = { mechanism: 'plain', username: 'maria', password: 'kennwort' } as const
const factory = (): Socket => ({}) as Socket
const to = (host: string) => ({ host, port: 9092, ssl: {}, onConnect: () => {} })

test('plain text: nothing but the sockets that were given', () => {
  expect(waysIn(null)).toEqual({})
  expect(waysIn(null, factory)).toEqual({ socketFactory: factory })
})

test("TLS and SASL in kafkajs' words, anew for each client", () => {
  const tls = { authority: { file: 'ca.pem', pem: 'CA' }, own: { certificate: 'CERT', key: 'KEY' } }
  const [one, two] = [waysIn({ tls, sasl }), waysIn({ tls, sasl })]
  expect(one.ssl).toEqual({ ca: 'CA', cert: 'CERT', key: 'KEY' })
  expect(one.sasl).toEqual(sasl)
  expect(one.sasl).not.toBe(two.sasl)
  expect(waysIn({ tls: { authority: null, own: null }, sasl: null }, factory)).toEqual({
    ssl: {},
    socketFactory: factory,
  })
})

test('a password in plain text goes to no broker that is far, whatever address was asked first', () => {
  const { socketFactory } = waysIn({ tls: null, sasl }, factory)
  expect(socketFactory?.(to('127.0.0.1'))).toEqual({})
  expect(() => socketFactory?.(to('kafka.example.org'))).toThrowError(
    new Error(
      'the brokers name kafka.example.org as one of them, and without TLS the password would be readable on its way there',
    ),
  )
})
