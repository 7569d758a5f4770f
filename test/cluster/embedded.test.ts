import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startEmbedded } from '../../src/cluster/embedded.js'
test('starts, answers, closes', async () => {
  const c = await startEmbedded()
  console.log(c.readyMs, c.brokers)
  expect(c.dead()).toBeNull()
  await c.close()
  expect(existsSync(c.folder)).toBe(false)
  expect(c.dead()).toMatch(/has ended/)
}, 30000)
