import type { Locator } from 'playwright-core'

/**
 * The pictures among some outputs, each as what a reader sees of it: an image's width in px, or the number of colours of
 * what Vega has drawn. An image that has not loaded is 0, and an empty drawing is 1.
 *
 *     expect(await picturesIn(notebook.outputs(11))).toEqual([expect.any(Number)])
 */
export function picturesIn(outputs: Locator): Promise<number[]> {
  return outputs.evaluateAll((all) =>
    all.flatMap((output) =>
      [...output.querySelectorAll<HTMLImageElement | HTMLCanvasElement>('img, canvas')].map((picture) => {
        if (picture instanceof HTMLImageElement) return picture.complete ? picture.naturalWidth : 0
        const { data } = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height) ?? {}
        return new Set(data && new Uint32Array(data.buffer)).size
      }),
    ),
  )
}
