const NUMBER = new Intl.NumberFormat('en-US')

/** 1234567 as '1,234,567', the same on every machine. */
export function count(value: number): string {
  return NUMBER.format(value)
}

/** A count with its noun: '1 offset', '2 offsets'. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** Names as a sentence has them: 'A', 'A and B', 'A, B and C'. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** The width in px that text of `sizePx` takes at most in a usual sans-serif; an estimate, so that no font decides a layout. */
export function textWidth(text: string, sizePx: number): number {
  return text.length * sizePx * 0.6
}

/** The text, cut to `most` characters with an ellipsis. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** The text, cut in front to its last `most` characters: names of members differ at the end. */
export function ending(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(text.length - most + 1)}`
}

/** The text in lines of at most `widthPx`, broken between words; a word that is wider has a line of its own. */
export function wrapped(text: string, widthPx: number, sizePx: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (lines.length > 0 && textWidth(longer, sizePx) <= widthPx) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
