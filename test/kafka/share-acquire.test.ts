import { expect, test } from 'vitest'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

test('a backlog of 15 MB is acquired in parts of some MiB each, every message once', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const text = 'x'.repeat(100_000)
  const many = Array.from({ length: 150 }, (_, id) => ({ value: { id, text } }))
  for (let at = 0; at < 150; at += 5) await file.lab.produce(topic, many.slice(at, at + 5))
  const c1 = await file.lab.joinShare(file.name('packing'), topic)
  const parts: number[][] = []
  for (let part = await c1.acquire(); part.length > 0; part = await c1.acquire()) {
    parts.push(part.map(({ offset }) => offset))
    await c1.accept(part)
  }
  expect(parts.flat()).toEqual(many.map(({ value }) => value.id))
  for (const part of parts) expect(part.length * text.length).toBeLessThan(5 * 1024 * 1024)
})
