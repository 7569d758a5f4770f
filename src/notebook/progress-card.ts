import { INK, LINE, MUTED, SIGNAL } from '../charts/colour.js'
import { count } from '../charts/words.js'
import { card, element, escaped } from './card.js'
import type { Bundle } from './display.js'

/** Output for pages that have no use for a bar, as an exported lesson has not: { what, total, done, state }. */
const PROGRESS = 'application/vnd.kafka-groups-lab.progress+json'

const DONE = '#1d7a3e'

/** Whether the work goes on, came to its end, or was stopped by an error or by the reader. */
export type ProgressState = 'running' | 'done' | 'stopped'

/** How far some work is. */
export interface Progress {
  readonly what: string
  /** How much there is to do, above 0, and how much of it is done, in the same unit. */
  readonly total: number
  readonly done: number
  readonly state: ProgressState
  /** Since it began, in ms. */
  readonly tookMs: number
}

/**
 * The card that says how far some work is, in words and with a bar; as text, the words alone.
 *
 *     display(progressBundle({ what: 'Producing', total: 5000, done: 2500, state: 'running', tookMs: 3000 }))
 */
export function progressBundle({ what, total, done, state, tookMs }: Progress): Bundle {
  const share = Math.min(1, done / total)
  const far = `${count(done)} of ${count(total)} (${Math.floor(share * 100)} %)`
  const words = {
    running: `${far}, ${Math.floor(tookMs / 1000)} s so far`,
    done: `done: ${far} in ${(tookMs / 1000).toFixed(1)} s`,
    stopped: `stopped at ${far} after ${(tookMs / 1000).toFixed(1)} s`,
  }[state]
  const colour = { running: MUTED, done: DONE, stopped: SIGNAL }[state]
  const heading = element('div', { 'font-weight': '600' }, escaped(what))
  const fill = { width: `${share * 100}%`, height: '100%', background: colour, 'border-radius': '5px' }
  const rail = {
    height: '10px',
    margin: '6px 0',
    background: '#e9edf3',
    border: `1px solid ${LINE}`,
    'border-radius': '6px',
    'box-sizing': 'border-box',
    'max-width': '420px',
  }
  const bar = element('div', rail, element('div', fill, ''))
  const line = element('div', { color: INK, 'font-variant-numeric': 'tabular-nums' }, words)
  return {
    'text/html': card(`${heading}${bar}${line}`, state === 'running' ? LINE : colour),
    'text/plain': `${what}: ${words}`,
    [PROGRESS]: { what, total, done, state },
  }
}
