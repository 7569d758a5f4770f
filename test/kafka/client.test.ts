import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wires } from '../../src/kafka/client.js'

let server: Server

beforeEach(async () => {
  server = createServer((socket) => socket.on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(() => void server.close())

const address = (): { host: string; port: number } => ({
  host: '127.0.0.1',
  port: (server.address() as { port: number }).port,
})

test('wires that are cut: open sockets are gone, and new ones are refused', async () => {
  const line = wires()
  const ends = { ...address(), ssl: undefined as never }
  const before = line.factory({ ...ends, onConnect: () => {} })
  await once(before, 'connect')
  const error = once(before, 'error')
  line.cut()
  expect(before.destroyed).toBe(true)
  expect(await error).toMatchObject([{ message: 'this member was cut off from its brokers' }])
  const after = line.factory({ ...ends, onConnect: () => {} })
  expect(await once(after, 'error')).toMatchObject([{ message: 'this member was cut off from its brokers' }])
})

test('a socket takes any number of listeners without a warning: each new start of a consumer adds some', async () => {
  const line = wires()
  const socket = line.factory({ ...address(), ssl: undefined as never, onConnect: () => {} })
  await once(socket, 'connect')
  expect(socket.getMaxListeners()).toBe(0)
  socket.destroy()
})
