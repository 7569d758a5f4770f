/** Pictures that have much in common, in little space. */
export interface Frames {
  /** The different pieces of all of them. */
  readonly pieces: readonly string[]
  /** For each picture the places of its pieces in that list, in their order. */
  readonly frames: readonly (readonly number[])[]
}

/**
 * Takes pictures apart into their elements, and keeps each different element once.
 *
 *     encodeFrames(['<svg><g/></svg>', '<svg></svg>'])   // pieces: '<svg>', '<g/>', '</svg>'; frames: [0, 1, 2] and [0, 2]
 */
export function encodeFrames(svgs: readonly string[]): Frames {
  const places = new Map<string, number>()
  const frames = svgs.map((svg) =>
    svg.split(/(?=<)/).map((piece) => {
      const place = places.get(piece) ?? places.size
      places.set(piece, place)
      return place
    }),
  )
  return { pieces: [...places.keys()], frames }
}
