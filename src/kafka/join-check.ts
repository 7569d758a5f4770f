import { type AssignorName, assignorNames } from '../model/assignor.js'
import { type CommitWhen, commitWhenProblem } from '../model/commit-when.js'
import { shown } from '../model/shown.js'
import { checkName } from './call.js'
import { type IsolationLevel, isolationLevels } from './isolation.js'

/** What is asked of members that are to join, before Kafka is asked anything. */
export interface JoinWish {
  readonly names: readonly string[]
  readonly topics: readonly string[]
  readonly commitWhen: CommitWhen
  readonly assignor: AssignorName
  readonly isolationLevel: IsolationLevel
}

/** Throws a sentence for what no member can be: a bad name, one given twice, no topic, an unknown choice. */
export function checkJoin(
  group: string,
  { names, topics, commitWhen, assignor, isolationLevel }: JoinWish,
): void {
  const cannot = `Cannot join group '${group}'`
  checkNames(cannot, group, names)
  if (topics.length === 0)
    throw new Error(
      `${names.join(', ')} cannot join group '${group}': ${names.length === 1 ? 'it is' : 'they are'} given no topic to read. Name one: lab.join('${group}', 'orders').`,
    )
  const problem = commitWhenProblem(commitWhen)
  if (problem !== null)
    throw new Error(`${cannot} with that commitWhen: ${problem}. Choose one, or leave it out.`)
  if (!assignorNames.includes(assignor))
    throw new Error(
      `${cannot} with that assignor: wanted ${assignorNames.map((each) => `'${each}'`).join(', ')}, ` +
        `found ${shown(assignor)}. Choose one, or leave it out.`,
    )
  if (!isolationLevels.includes(isolationLevel))
    throw new Error(
      `${cannot} with that isolationLevel: wanted ${isolationLevels.map((each) => `'${each}'`).join(' or ')}, ` +
        `found ${shown(isolationLevel)}. Choose one, or leave it out.`,
    )
}

/** Throws a sentence when no group can be called so, or its members: a bad name, or one given twice. */
export function checkNames(cannot: string, group: string, names: readonly string[]): void {
  checkName(cannot, 'group', group)
  if (names.length === 0)
    throw new Error(
      `${cannot}: wanted the names of its members, found an empty list. Name them: { as: ['C1', 'C2'] }.`,
    )
  for (const name of names) checkName(cannot, 'member', name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new Error(
      `${cannot} as ${names.join(', ')}: ${twice} is there twice, and a name stands for one member. Give each its own.`,
    )
}
