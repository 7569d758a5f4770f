/**
 * Labels moved up and down until none is within `pitch` px of another, in the order of their `y` and, as far as there is
 * room, between 0 and `bottom`.
 *
 *     apart([{ y: 20 }, { y: 22 }], 100, 14)   // [{ y: 20 }, { y: 34 }]
 */
export function apart<T extends { readonly y: number }>(
  labels: readonly T[],
  bottom: number,
  pitch: number,
): T[] {
  const moved = [...labels].sort((a, b) => a.y - b.y)
  const place = (at: number, y: number): void => {
    moved[at] = { ...(moved[at] as T), y }
  }
  for (let at = 1; at < moved.length; at++) place(at, Math.max(yOf(moved, at), yOf(moved, at - 1) + pitch))
  for (let at = moved.length - 1, low = bottom; at >= 0; at--, low = yOf(moved, at + 1) - pitch)
    if (yOf(moved, at) > low) place(at, low)
  return moved
}

function yOf(labels: readonly { readonly y: number }[], at: number): number {
  return labels[at]?.y ?? 0
}
