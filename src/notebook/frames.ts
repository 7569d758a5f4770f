/** Pictures that have much in common, in little space. */
export interface Frames {
  /** The different pieces of all of them. */
  readonly pieces: readonly string[]
  /** For each picture the places of its pieces in that list, in their order; -3 stands for the three places that follow on. */
  readonly frames: readonly (readonly number[])[]
}

/**
 * Takes pictures apart into their elements, and keeps each different element once.
 *
 *     encodeFrames(['<svg><g/></svg>', '<svg></svg>'])   // pieces: '<svg>', '<g/>', '</svg>'; frames: [0, -2] and [0, 2]
 */
export function encodeFrames(svgs: readonly string[]): Frames {
  const places = new Map<string, number>()
  const frames = svgs.map((svg) =>
    runsOf(
      svg.split(/(?=<)/).map((piece) => {
        const place = places.get(piece) ?? places.size
        places.set(piece, place)
        return place
      }),
    ),
  )
  return { pieces: [...places.keys()], frames }
}

function runsOf(places: readonly number[]): number[] {
  const runs: number[] = []
  let next = -1
  for (const place of places) {
    const last = runs.at(-1) ?? 0
    if (place !== next) runs.push(place)
    else if (last < 0) runs[runs.length - 1] = last - 1
    else runs.push(-1)
    next = place + 1
  }
  return runs
}
