/** One message as the front end would get it. */
export type Bundle = Record<string, unknown>

const DISPLAY = Symbol.for('kafka-groups-lab.display')

/** Runs `act` with a display in place, as the kernel has one; comes back with what was sent to it. */
export async function shown(act: () => unknown): Promise<Bundle[]> {
  const sent: Bundle[] = []
  const host = globalThis as { [DISPLAY]?: (bundle: Bundle) => void }
  host[DISPLAY] = (bundle) => void sent.push(bundle)
  try {
    await act()
  } finally {
    delete host[DISPLAY]
  }
  return sent
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
