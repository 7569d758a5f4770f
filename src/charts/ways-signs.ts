import { INK, LINE, PAPER, SIGNAL } from './colour.js'
import { fatePaint } from './fate.js'
import type { Box, Label } from './scene.js'
import type { AcknowledgedMessage } from './ways-scene.js'

type State = AcknowledgedMessage['state']

/** What the legend says of a state, and who knows it. */
export const STATES_IN_WORDS: Readonly<Record<State, string>> = {
  done: 'below the committed offset: done, says the position',
  held: 'held: acknowledged above a gap, only the member knows',
  accepted: 'accepted: done, the broker keeps it for this message',
  released: 'released: available again, the broker was told',
  rejected: 'rejected: never again, the broker was told',
  'not acknowledged': 'not acknowledged',
}

const PAINT: Readonly<Record<State, Pick<Box, 'fill' | 'stroke' | 'hatch'>>> = {
  done: { fill: '#9fb6d9', stroke: '#4a6ea8' },
  held: { fill: '#4a6ea8', stroke: '#4a6ea8', hatch: 'dense' },
  accepted: fatePaint('handled'),
  released: { fill: '#f6e3b0', stroke: '#9a6a00' },
  rejected: { fill: SIGNAL, stroke: SIGNAL },
  'not acknowledged': { fill: PAPER, stroke: LINE },
}

const SIGN: Readonly<Record<State, string>> = {
  done: '',
  held: 'h',
  accepted: '✓',
  released: '←',
  rejected: '✗',
  'not acknowledged': '',
}

/** The box of a state: hatched is what only the member knows. */
export function statePaint(state: State): Pick<Box, 'fill' | 'stroke' | 'hatch'> {
  return PAINT[state]
}

/** The sign of a state, with how many times the message was delivered when that is more than once: '✓ ×2'. */
export function stateSign(state: State, deliveryCount: number | null): Pick<Label, 'text' | 'fill' | 'halo'> {
  const times = deliveryCount !== null && deliveryCount > 1 ? ` ×${deliveryCount}` : ''
  const fill = state === 'rejected' ? PAPER : INK
  return { text: `${SIGN[state]}${times}`, fill, halo: PAINT[state].hatch !== undefined }
}
