import { FONT, INK, LINE, PAPER } from '../charts/colour.js'

/**
 * The text as HTML shows it, markup and quotes harmless. Everything that comes from a message or a name goes through here.
 *
 *     escaped('<b>&"')   // '&lt;b&gt;&amp;&quot;'
 */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
}

/** An element with inline styles: nothing else survives in a notebook that is not trusted. `inner` is HTML already. */
export function element(name: string, style: Readonly<Record<string, string>>, inner: string): string {
  const text = Object.entries(style).map(([property, value]) => `${property}:${value}`)
  return `<${name} style="${escaped(text.join(';'))}">${inner}</${name}>`
}

/** A light card on its own ground, the same in a light theme, a dark one and on paper. `accent` colours its left edge. */
export function card(inner: string, accent: string = LINE): string {
  const edge = accent === LINE ? `1px solid ${LINE}` : `5px solid ${accent}`
  return element(
    'figure',
    {
      background: PAPER,
      color: INK,
      'font-family': FONT,
      'font-size': '14px',
      'line-height': '1.45',
      'max-width': '840px',
      margin: '4px 0',
      padding: '10px 14px',
      border: `1px solid ${LINE}`,
      'border-left': edge,
      'border-radius': '6px',
      'box-sizing': 'border-box',
      'print-color-adjust': 'exact',
    },
    inner,
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
