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
