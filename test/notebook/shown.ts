/** One message as the front end would get it. */
export type Bundle = Record<string, unknown>

const DISPLAY = Symbol.for('kafka-groups-lab.display')

/** One message with what it says of its output. */
export interface Sent {
  readonly bundle: Bundle
  readonly id?: string | undefined
  readonly update?: boolean | undefined
}

/** Runs `act` with a display in place, as the kernel has one; comes back with what was sent to it. */
export async function shown(act: () => unknown): Promise<Bundle[]> {
  return (await shownWith(act)).map(({ bundle }) => bundle)
}

/** As `shown`, with the ids of the outputs; `act` may look at what was sent so far. */
export async function shownWith(act: (sent: readonly Sent[]) => unknown): Promise<Sent[]> {
  const sent: Sent[] = []
  const host = globalThis as { [DISPLAY]?: (bundle: Bundle, options?: Omit<Sent, 'bundle'>) => void }
  host[DISPLAY] = (bundle, { id, update } = {}) => void sent.push({ bundle, id, update })
  try {
    await act(sent)
  } finally {
    delete host[DISPLAY]
  }
  return sent
}

/** The text form of each message. */
export function texts(sent: readonly Sent[]): string[] {
  return sent.map(({ bundle }) => String(bundle['text/plain']))
}

/** What `act` throws; fails when it throws nothing. */
export async function thrown(act: () => unknown): Promise<Error> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
  throw new Error('wanted an error, found none')
}
