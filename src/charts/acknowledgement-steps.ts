import { acknowledgementReplay } from '../model/acknowledgement-replay.js'
import { eventsShape, observationShape } from '../model/facts-shape.js'
import type { GroupFacts, ObservationFacts } from '../model/observation.js'
import { text } from '../model/options.js'
import { latestStory, onlyGroup } from '../model/story.js'
import type { LabEvent } from '../model/timeline.js'
import { acknowledgementTold } from './acknowledgement-told.js'
import { acknowledgements } from './acknowledgements.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { type Steps, stepsOf } from './steps.js'

/** Whose acknowledgements are played. */
export interface AcknowledgementStepsOptions {
  /** Default: the only group that the events are about. */
  readonly group?: string
}

const EVENTS: Drawable = {
  what: 'the acknowledgements step by step',
  shape: eventsShape,
  wanted: 'events',
  write: "charts.acknowledgementSteps(lab.timeline(), await lab.observe(), { group: 'A' })",
}

const FACTS: Drawable = {
  what: 'the acknowledgements step by step',
  shape: observationShape,
  wanted: 'an observation after them',
  write: "charts.acknowledgementSteps(lab.timeline(), await lab.observe(), { group: 'A' })",
}

/**
 * How a group received, acknowledged and committed, step by step, each with the picture of `acknowledgements` as it was then:
 * from the events of this lab's members since the group was last made anew, and last as the brokers say in `observation`, which
 * also says how long the logs are. At most 30 steps are kept.
 *
 *     const now = await lab.observe({ topics: ['orders'], groups: ['A'] })
 *     await play(charts.acknowledgementSteps(lab.timeline({ group: 'A' }), now))
 *
 * Throws a sentence when the events are about several groups and none is named, and when the observation does not hold it.
 */
export function acknowledgementSteps(
  events: readonly LabEvent[],
  observation: ObservationFacts,
  wanted: AcknowledgementStepsOptions = {},
): Steps {
  mustBeDrawable(events, EVENTS)
  mustBeDrawable(observation, FACTS)
  const options = drawingOptions(wanted, EVENTS.what, { group: text })
  const name = options.group ?? onlyGroup(events, 'play the acknowledgements', 'charts.acknowledgementSteps')
  const observed = observation.groups.find(({ group }) => group === name)
  if (observed === undefined)
    throw new Error(
      `Cannot play the acknowledgements of group '${name}': wanted an observation that holds it, found one without. Observe it, as in lab.observe({ groups: ['${name}'] }).`,
    )
  const own = latestStory(events, name)
  const only = (group: GroupFacts): ObservationFacts => ({ ...observation, groups: [group] })
  const told = acknowledgementTold(acknowledgementReplay(own, observed))
  const last = told.at(-1)
  const found = acknowledgements(only(observed))
  const end = {
    atMs: own.at(-1)?.atMs ?? 0,
    text: `At the end, as the brokers say: ${found.alt}`,
    key: true,
    group: observed,
  }
  return stepsOf(found, last ? [...told, end] : [], ({ group }) => acknowledgements(only(group)))
}
