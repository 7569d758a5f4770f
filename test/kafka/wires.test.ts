import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { createServer as createSecure } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wires } from '../../src/kafka/wires.js'
import { waitFor } from '../../src/wait.js'
import { authority } from '../secure/certificates.js'

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
  expect([before.destroyed, line.isCut]).toEqual([true, true])
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

test('wires that are held send nothing, also on new sockets, and everything in order when they are released', async () => {
  const heard: string[] = []
  server.on('connection', (socket) => socket.on('data', (bytes) => heard.push(bytes.toString())))
  const line = wires()
  const socketOf = async (): Promise<ReturnType<typeof line.factory>> => {
    const socket = line.factory({ ...address(), ssl: undefined as never, onConnect: () => {} })
    await once(socket, 'connect')
    return socket
  }
  const old = await socketOf()
  line.hold()
  line.hold()
  old.write('one ')
  const late = await socketOf()
  late.write('late')
  old.write('two')
  // What went out on a socket that is not held arrives after anything that these had sent.
  const other = connect(address())
  other.write('other')
  await waitFor('the server to hear', () => (heard.length > 0 ? true : undefined))
  expect(heard).toEqual(['other'])
  line.release()
  await waitFor('the server to hear the rest', () => (heard.length > 2 ? true : undefined))
  expect([...heard].sort()).toEqual(['late', 'one two', 'other'])
  line.release()
  old.write('three')
  await waitFor('the server to hear the last', () => (heard.includes('three') ? true : undefined))
  for (const socket of [old, late, other]) socket.destroy()
})

test('a broker that says nothing: its socket is destroyed, with a reason', async () => {
  const line = wires({ silentMs: 100 })
  const socket = line.factory({ ...address(), ssl: undefined as never, onConnect: () => {} })
  socket.write('there?')
  expect(await once(socket, 'error')).toMatchObject([{ message: 'no answer for 100 ms' }])
  expect(socket.destroyed).toBe(true)
})

test('a port that is known to answer nobody is refused at once, as one at which nobody listens', async () => {
  const { port } = address()
  const line = wires({ avoids: (each) => each === port })
  const socket = line.factory({ ...address(), ssl: undefined as never, onConnect: () => {} })
  expect(await once(socket, 'error')).toMatchObject([
    { message: 'this broker stands still', code: 'ECONNREFUSED' },
  ])
})

test('cut off from one port, sockets to another go on', async () => {
  const other = createServer((socket) => socket.on('error', () => {}))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const line = wires()
  const ends = { ...address(), ssl: undefined as never, onConnect: () => {} }
  const [one, two] = [line.factory(ends), line.factory({ ...ends, port })]
  await Promise.all([once(one, 'connect'), once(two, 'connect')])
  const error = once(two, 'error')
  line.cutOff(port)
  expect(await error).toMatchObject([{ code: 'ECONNREFUSED' }])
  expect([one.destroyed, two.destroyed]).toEqual([false, true])
  one.destroy()
  other.close()
})

test('over TLS the same: held bytes go out when they are released, and a cut ends the socket', async () => {
  const ours = authority('ours')
  const { certificate: cert, key } = ours.signs({ name: 'broker', hosts: ['127.0.0.1'] })
  const heard: string[] = []
  const secure = createSecure({ cert, key }, (socket) =>
    socket.on('data', (bytes) => heard.push(bytes.toString())).on('error', () => {}),
  )
  secure.listen(0, '127.0.0.1')
  await once(secure, 'listening')
  const { port } = secure.address() as { port: number }
  const line = wires()
  const to = { host: '127.0.0.1', port, ssl: { ca: ours.certificate }, onConnect: () => {} }
  const open = line.factory(to)
  await once(open, 'secureConnect')
  line.hold()
  open.write('held')
  const other = wires().factory(to)
  await once(other, 'secureConnect')
  other.write('other ')
  await waitFor('the other socket', () => heard.length > 0 || undefined)
  expect(heard.join('')).toBe('other ')
  line.release()
  await waitFor('what was held', () => heard.join('').includes('held') || undefined)
  expect(heard.join('')).toBe('other held')
  const error = once(open, 'error')
  line.cut()
  expect(await error).toMatchObject([{ message: 'this member was cut off from its brokers' }])
  other.destroy()
  secure.close()
})
