import { expect, it } from 'vitest'
import { type LagPicture, lagSpec } from '../../src/charts/lag-spec.js'
import { failoverLag, LAG_START } from './lags.js'

const picture: LagPicture = { title: 'Lag', alt: 'It is 7.', samples: failoverLag, changes: [], lines: [] }
const line = (partition: number) => ({ topic: 'chat-messages', partition, name: `P${partition}` })

it('carries its looks, and is as wide as a page', () => {
  const spec = lagSpec(picture)
  expect(spec).toMatchObject({ description: 'Lag. It is 7.', background: '#ffffff', title: { subtitle: '' } })
  expect(spec.width as number).toBeLessThan(800)
})

it('makes room above the lines for words', () => {
  const changes = [0, 100, 130].map((ms, at) => {
    return { atMs: LAG_START + ms, member: `C${at}`, change: 'joins' as const }
  })
  const [plain, marked] = [lagSpec(picture), lagSpec({ ...picture, changes })]
  expect((marked.height as number) - (plain.height as number)).toBe(36)
})

it('draws eight partitions at most, and says so', () => {
  const lines = Array.from({ length: 9 }, (_, partition) => line(partition))
  expect(lagSpec({ ...picture, lines })).toMatchObject({
    title: { subtitle: 'The first 8 of 9 partitions.' },
  })
})

it('begins the line of a partition with its first commit', () => {
  const { layer } = lagSpec({ ...picture, lines: [line(3)] }) as unknown as {
    layer: { data: { values: { s: number }[] } }[]
  }
  expect(layer[0]?.data.values[0]?.s).toBe(0.3)
})
