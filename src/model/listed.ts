/** One thing, or a list of them, as a list of its own; `[things].flat()` takes ten times as long for a long one. */
export function listed<T>(things: T | readonly T[]): T[] {
  return Array.isArray(things) ? [...things] : [things as T]
}
