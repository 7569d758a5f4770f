import type { SentMessage } from './produce.js'

/** A message that stays in a dead letter queue only: its place there, and why it cannot go back. */
export interface Left {
  readonly partition: number
  readonly offset: number
  /** In words, to be read after "because". */
  readonly why: string
}

/** What a redrive did. */
export interface Redriven {
  /** The messages sent back, each where it stands now: behind the others of its partition. */
  readonly redriven: readonly SentMessage[]
  /** Those that could not go back. The next redrive begins behind them, as behind all others. */
  readonly left: readonly Left[]
}

/** Why a message is left that nothing will bring back: no reset helps. */
export const noOrigin = 'the headers name no origin'

/** Places that are named one by one. */
const FEW = 3

/** What a redrive did, in one line. */
export function redrivenLine(queue: string, { redriven, left }: Redriven): string {
  const parts: string[] = []
  if (redriven.length > 0) {
    const topics = [...new Set(redriven.map(({ topic }) => topic))]
    parts.push(
      `${redriven.length} of '${queue}' sent back to ${topics.join(', ')}, to the end of their partitions`,
    )
  }
  for (const why of new Set(left.map((each) => each.why))) {
    const places = left
      .filter((each) => each.why === why)
      .map(({ partition, offset }) => `P${partition} @${offset}`)
    const more = places.length > FEW ? ` and ${places.length - FEW} more` : ''
    parts.push(
      `${places.length} left in '${queue}' (${places.slice(0, FEW).join(', ')}${more}), because ${why}`,
    )
  }
  const first = left.find(({ why }) => why !== noOrigin)
  if (first !== undefined)
    parts.push(
      `to try again from P${first.partition} @${first.offset} on: ` +
        `lab.reset('redrive.${queue}', { partition: ${first.partition}, to: ${first.offset} })`,
    )
  return parts.length === 0 ? `nothing new in '${queue}'` : parts.join('; ')
}
