import { type BackgroundWork, begun } from './background.js'
import type { Membership } from './membership.js'
import type { Provisioning } from './provisioning.js'

/** Work of a cell that has members of its own, out of a lesson's sight. State only, so that code that is loaded anew can end it. */
export interface ApartWork extends BackgroundWork {
  /** The topics that it reads and sends to, without prefix. */
  readonly topics: readonly string[]
  readonly members: ReadonlyMap<string, Membership>
}

/**
 * Does work with a roster and a timeline of its own, and returns what it returns. While it goes on, the lab knows its
 * members as its own, and can end it: `state.end` then says why, and the work is to come to an end.
 */
export async function workApart<T>(
  lab: Provisioning,
  { what, topics }: Pick<ApartWork, 'what' | 'topics'>,
  work: (apart: Provisioning, state: ApartWork) => Promise<T>,
): Promise<T> {
  const members = new Map<string, Membership>()
  let over = (): void => {}
  const state: ApartWork = {
    ...begun(what),
    ...{ topics, members },
    over: new Promise((resolve) => {
      over = resolve
    }),
  }
  lab.apart.add(state)
  try {
    return await work({ ...lab, members, turns: new Map(), record: () => {} }, state)
  } finally {
    lab.apart.delete(state)
    over()
  }
}
