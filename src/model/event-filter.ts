import { checkedOptions, moment, text, type Wanted } from './options.js'
import type { EventFilter, EventType } from './timeline.js'

/** Every kind of event: the compiler sees that none is missing. */
const kinds: Readonly<Record<EventType, true>> = {
  joined: true,
  generation: true,
  rebalancing: true,
  left: true,
  crashed: true,
  ended: true,
  died: true,
  received: true,
  acknowledged: true,
  committed: true,
  reset: true,
  'group-deleted': true,
  produced: true,
  'transaction-begun': true,
  'transaction-committed': true,
  'transaction-aborted': true,
  'transaction-crashed': true,
  'transaction-fenced': true,
  'topic-created': true,
  'partitions-added': true,
  'topic-deleted': true,
  'broker-killed': true,
  'broker-stopped': true,
  'broker-frozen': true,
  'broker-thawed': true,
  'broker-started': true,
}

const eventTypes: Wanted = (value) =>
  Array.isArray(value) && Array.from(value).every((each) => Object.hasOwn(kinds, each as string))
    ? null
    : `a list of ${Object.keys(kinds).join(', ')}`

const wanted = { group: text, member: text, types: eventTypes, sinceMs: moment, untilMs: moment }

/**
 * What a cell asks of the timeline, as plain data.
 *
 *     checkedFilter({ group: 'A', types: ['joined', 'left'] })
 *
 * Throws a sentence for what narrows nothing.
 */
export function checkedFilter<Type extends EventType>(filter: EventFilter<Type> = {}): EventFilter<Type> {
  return checkedOptions<EventFilter<Type>>(filter, wanted, 'Cannot tell the timeline')
}
