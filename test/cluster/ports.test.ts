import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePorts } from '../../src/cluster/ports.js'

test('free ports are different, and each can be used', async () => {
  const ports = await freePorts(20)
  expect(new Set(ports).size).toBe(20)
  const servers = await Promise.all(ports.map(listen))
  expect(servers.map((server) => server.listening)).toEqual(ports.map(() => true))
  for (const server of servers) server.close()
})

function listen(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
