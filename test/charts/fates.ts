import type { MessageDelivery } from '../../src/model/delivery.js'

const FATES = { h: 'handled', l: 'lost', w: 'waiting', d: 'dead-lettered' } as const

/** Messages of one partition from offset 0, a letter each: h, l, w, d, and a digit for one that was handled so often. */
export function fates(letters: string, topic = 'orders', partition = 0): MessageDelivery[] {
  return [...letters].map((letter, offset) => {
    const fate = letter in FATES ? FATES[letter as keyof typeof FATES] : 'repeated'
    return {
      topic,
      partition,
      offset,
      handled: fate === 'repeated' ? Number(letter) : fate === 'handled' ? 1 : 0,
      fate,
    }
  })
}

/** Lesson 05: ten messages of which m3 fails, handled in four ways. */
export const fourWays: Readonly<Record<string, readonly MessageDelivery[]>> = {
  'print and continue': fates('hhhlhhhhhh'),
  'stop and retry': fates('hhhwwwwwww'),
  ledger: fates('hhhw222222'),
  'dead letter queue': fates('hhhdhhhhhh'),
}
