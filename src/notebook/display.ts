/** One output message: a representation for each MIME type; the front end takes the best that it knows. */
export type Bundle = Readonly<Record<string, unknown>>

type Display = (bundle: Bundle, options?: { id?: string; update?: boolean; metadata?: object }) => void

const DISPLAY = Symbol.for('kafka-groups-lab.display')

/**
 * Sends one message to the cell that is being executed. In a plain script there is nobody to show anything to: nothing is
 * sent, and nothing is printed.
 */
export function display(bundle: Bundle): void {
  const send = (globalThis as { [DISPLAY]?: Display })[DISPLAY]
  send?.(bundle)
}
