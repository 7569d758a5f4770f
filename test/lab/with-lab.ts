import { afterAll, beforeAll } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Membership } from '../../src/kafka/membership.js'
import { rosterKey } from '../../src/kafka/roster.js'
import type { Lab } from '../../src/lab.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { keptState, type LabState } from '../../src/state.js'

/** The lab of one test file, with a broker of its own. Both are there once the tests run. */
export interface LabOfFile {
  readonly lab: Lab
  /** What lives behind the verbs, for looking where a notebook cannot. */
  readonly state: LabState
  /** What lives behind a member that this lab has started. */
  membership(member: Member): Membership
  /** A name that no other test of the file uses. */
  name(what: string): string
  /** Opens another lab for the tests that follow, when a test has closed it. */
  reopen(): Promise<void>
}

let names = 0

/** Opens a lab before the tests of a file (or of a describe block) and closes it after them. */
export function withLab(): LabOfFile {
  const opened: { lab?: Lab; state?: LabState } = {}
  const open = async (): Promise<void> => {
    opened.lab = await openLab()
    opened.state = await stateOfLab()
  }
  beforeAll(open)
  afterAll(closeLab)
  return {
    get lab() {
      if (opened.lab === undefined)
        throw new Error('The lab is opened by beforeAll: use it inside of a test.')
      return opened.lab
    },
    get state() {
      if (opened.state === undefined)
        throw new Error('The lab is opened by beforeAll: use it inside of a test.')
      return opened.state
    },
    membership({ group, name }) {
      const found = this.state.members.get(rosterKey(group, name))
      if (found === undefined)
        throw new Error(`Wanted ${name} of group '${group}' on the roster, found none.`)
      return found
    },
    name: (what) => `${what}-${++names}`,
    reopen: open,
  }
}

/** The state of the lab that is open. */
export async function stateOfLab(): Promise<LabState> {
  const state = await keptState()
  if (state === null)
    throw new Error('Wanted the state of an open lab, and no lab is open. Call openLab() first.')
  return state
}

/** What a promise was rejected with, as its message; throws when it was fulfilled. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  const problem = await failure(promise)
  return problem.message
}

/** The error that a promise was rejected with; throws when it was fulfilled. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (problem: unknown) => ({ problem }),
  )
  if ('problem' in outcome && outcome.problem instanceof Error) return outcome.problem
  throw new Error(`Wanted a refusal with an Error, found ${JSON.stringify(outcome)}.`)
}
