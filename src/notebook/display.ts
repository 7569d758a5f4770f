/** One output message: a representation for each MIME type; the front end takes the best that it knows. */
export type Bundle = Readonly<Record<string, unknown>>

/** Which output a message is for; without it, a new one that nothing can change later. */
export interface DisplayOptions {
  /** Names the output, so that a later message can replace it in place; unique among all outputs of a notebook. */
  readonly id: string
  /** Whether it replaces the output of this id; default false. */
  readonly update?: boolean
}

type Display = (bundle: Bundle, options?: DisplayOptions) => void

const DISPLAY = Symbol.for('kafka-groups-lab.display')

/**
 * Sends one message to the cell that is being executed. In a plain script there is nobody to show anything to: nothing is
 * sent, and nothing is printed.
 */
export function display(bundle: Bundle, options?: DisplayOptions): void {
  const send = (globalThis as { [DISPLAY]?: Display })[DISPLAY]
  send?.(bundle, options)
}
