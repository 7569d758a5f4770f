import type { OwnershipSegment } from './ownership.js'

/** From when to when members worked in one generation of their group (ms since 1970). */
export interface GenerationSpan {
  readonly generation: number
  readonly fromMs: number
  readonly toMs: number
}

/**
 * The generations of a group in order, each from the first partition that was read in it to the last; between two of them
 * the group rebalanced. One that began while a member still read in the one before takes over: spans do not overlap.
 *
 *     generations(ownership(events, { group: 'chat-service', untilMs: now }))
 */
export function generations(segments: readonly OwnershipSegment[]): GenerationSpan[] {
  const spans = new Map<number, GenerationSpan>()
  for (const { generation, fromMs, toMs } of segments) {
    if (generation === null) continue
    const span = spans.get(generation) ?? { generation, fromMs, toMs }
    spans.set(generation, {
      generation,
      fromMs: Math.min(span.fromMs, fromMs),
      toMs: Math.max(span.toMs, toMs),
    })
  }
  const inOrder = [...spans.values()].sort((a, b) => a.fromMs - b.fromMs)
  return inOrder.map((span, at) => ({
    ...span,
    toMs: Math.min(span.toMs, inOrder[at + 1]?.fromMs ?? span.toMs),
  }))
}
