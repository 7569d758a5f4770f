import type { MessageDelivery } from '../model/delivery.js'
import { INK, MUTED, PAPER, SIGNAL } from './colour.js'
import type { Box } from './scene.js'
import { textWidth } from './words.js'

type Fate = MessageDelivery['fate']

/** The fates in the order of the legend. */
export const FATES: readonly Fate[] = ['handled', 'repeated', 'lost', 'waiting', 'dead-lettered']

/** The box of a fate: no two have the same ground, so that colour carries nothing alone. */
export function fatePaint(fate: Fate): Pick<Box, 'fill' | 'stroke' | 'hatch'> {
  return PAINT[fate]
}

const PAINT: Readonly<Record<Fate, Pick<Box, 'fill' | 'stroke' | 'hatch'>>> = {
  handled: { fill: '#cfe8d8', stroke: '#3f8a63' },
  repeated: { fill: '#e8b64c', stroke: '#9a6a00', hatch: 'dense' },
  lost: { fill: SIGNAL, stroke: SIGNAL },
  waiting: { fill: PAPER, stroke: MUTED },
  'dead-lettered': { fill: '#8e7cc3', stroke: '#5b4a99', hatch: 'sparse' },
}

/** Text that can be read on the box of a fate. */
export function fateInk(fate: Fate): string {
  return fate === 'lost' ? PAPER : INK
}

/** The sign of a fate, as long as fits: '×2' says how many times a message was handled. */
export function fateSign(
  { fate, handled }: Pick<MessageDelivery, 'fate' | 'handled'>,
  widthPx: number,
): string {
  const signs: Readonly<Record<Fate, readonly string[]>> = {
    handled: ['✓'],
    repeated: [`×${handled}`, '×'],
    lost: ['✗'],
    waiting: ['…'],
    'dead-lettered': ['→DLQ', '→'],
  }
  const fitting = signs[fate]
  return fitting.find((sign) => textWidth(sign, 13) <= widthPx - 10) ?? fitting.at(-1) ?? ''
}

/** What the legend says of a fate. */
export function fateWords(fate: Fate): string {
  return WORDS[fate]
}

const WORDS: Readonly<Record<Fate, string>> = {
  handled: 'handled once',
  repeated: 'handled so many times',
  lost: 'lost: below the committed offset, never handled',
  waiting: 'waiting: it comes again',
  'dead-lettered': 'in the dead letter queue',
}
