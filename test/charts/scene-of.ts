import type { Chart } from '../../src/charts/chart.js'
import type { Scene } from '../../src/charts/scene.js'

/** The scene of a chart that Observable Plot draws. */
export function sceneOf({ picture }: Chart): Scene {
  if (picture.kind !== 'plot') throw new Error(`wanted a scene, found ${picture.kind}`)
  return picture.scene
}

/** All that is written in it. */
export function textsOf(chart: Chart): string[] {
  return sceneOf(chart).labels.map(({ text }) => text)
}
