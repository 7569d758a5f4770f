import { type NameKind, nameProblem } from '../model/names.js'
import { checkedOptions, type Wanted } from '../model/options.js'
import { named, shown } from '../model/shown.js'

/** What a cell may get wrong in a call although it compiles: parsed JSON is of any type. */
export interface Call {
  /** How its refusals begin, with the first argument as a sentence quotes it: "Cannot produce to 'orders'". */
  cannot(subject: string): string
  /** What the first argument names; left out where it is no name. */
  readonly names?: NameKind | 'share group'
  /** Which argument holds the options, from 0 on, and what is wanted of each. */
  readonly options?: { readonly at: number; readonly wanted: Readonly<Record<string, Wanted>> }
}

/**
 * The arguments of a call, with its options as plain data. Throws a sentence, before anything is asked of Kafka, for a
 * name that nothing can have, and for options that nothing has; the verb itself looks at all else.
 */
export function checkedCall({ cannot, names, options }: Call, args: readonly unknown[]): unknown[] {
  const [subject] = args
  const refusal = cannot(named(subject))
  if (names === 'topic') checkTopicName(refusal, subject)
  else if (names !== undefined) checkName(refusal, names === 'share group' ? 'group' : names, subject)
  if (options === undefined) return [...args]
  const { at, wanted } = options
  const checked = [...args]
  if (args[at] !== undefined) checked[at] = checkedOptions(args[at], wanted, refusal)
  return checked
}

/** Throws a sentence, beginning with `cannot`, when no topic can be called so. */
export function checkTopicName(cannot: string, topic: unknown): void {
  const next = 'Name one that the lab has provisioned.'
  if (typeof topic !== 'string')
    throw new Error(`${cannot}: wanted the name of a topic, found ${shown(topic)}. ${next}`)
  const problem = nameProblem(topic)
  if (problem !== null) throw new Error(`${cannot}: ${problem}. ${next}`)
}

/** Throws a sentence, beginning with `cannot`, when no group, member or transaction can be called so. */
export function checkName(cannot: string, kind: Exclude<NameKind, 'topic'>, name: unknown): void {
  const problem = nameProblem(name, kind)
  if (problem !== null)
    throw new Error(`${cannot}: the name of the ${kind} will not do: ${problem}. Choose another.`)
}
