import { evenly, type Step, type Steps } from '../charts/steps.js'
import { counted } from '../charts/words.js'
import { card, escaped } from './card.js'
import type { Bundle } from './display.js'
import { encodeFrames } from './frames.js'
import { pictureAddress } from './slim.js'
import { stepperScript, stepperStyle } from './stepper-script.js'

/** So many pictures stand there where nothing can be played: on paper, and where a notebook is not trusted. */
const MOST_KEYS = 3

/**
 * The message of a stepper: HTML with all that it needs in itself, and the sentences, numbered, as text. `svgs` are the drawn
 * pictures of its steps. Without scripts there are three pictures at most, each with its sentence, and the list of all sentences.
 */
export function stepperBundle({ title, alt, steps, left }: Steps, svgs: readonly string[]): Bundle {
  const note = left > 0 ? [`${counted(left, 'more step')} left out, at equal distances.`] : []
  const texts = steps.map(({ text }) => text)
  const finding = escaped([alt, ...note].join(' '))
  const items = texts.map((text) => `<li>${escaped(text)}</li>`).join('')
  const list = `<details><summary style="cursor:pointer">All steps in words</summary><ol class="steps">${items}</ol><p>${finding}</p></details>`
  const keys = `<div class="keys"><p style="margin:2px 0 6px">${finding}</p>${keyPictures(steps, svgs)}</div>`
  const { pieces, frames } = encodeFrames(svgs)
  const [how, style] = [inScript([pieces, frames]), JSON.stringify(stepperStyle)]
  const script = `<script>${stepperScript.replace('CSS', () => style)}.apply(null,${how})</script>`
  return {
    'text/html': card(`${keys}${list}${script}`),
    'text/plain': [title, alt, ...texts.map((text, at) => `${at + 1}. ${text}`), ...note].join('\n'),
  }
}

function keyPictures(steps: readonly Step[], svgs: readonly string[]): string {
  const last = steps.length - 1
  const places = steps.flatMap(({ key }, at) => (key || at === last ? [at] : []))
  return evenly(places.length > MOST_KEYS ? places.slice(1) : places, MOST_KEYS)
    .map((at) => {
      const [text, svg] = [escaped(steps[at]?.text ?? ''), svgs[at] ?? '']
      const image = `<img alt="${text}" src='${pictureAddress(svg)}' style="display:block;max-width:100%;background:white">`
      return `<div style="break-inside:avoid">${image}<p style="margin:2px 0 12px">${text}</p></div>`
    })
    .join('')
}

/** JSON that cannot end the script in which it stands. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
