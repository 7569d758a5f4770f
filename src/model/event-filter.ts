import { checkedOptions, moment, text, texts } from './options.js'
import type { EventFilter, EventType } from './timeline.js'

const wanted = { group: text, member: text, types: texts, sinceMs: moment, untilMs: moment }

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
