import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Chart, Panel } from '../../src/charts/chart.js'
import * as charts from '../../src/charts/index.js'
import { claim } from '../../src/notebook/claim.js'
import { exercise } from '../../src/notebook/exercise.js'
import { play } from '../../src/notebook/play.js'
import { predict } from '../../src/notebook/predict.js'
import { show } from '../../src/notebook/show.js'
import { twoGroups } from '../charts/scenes.js'
import { failover } from '../charts/stories.js'
import { type Cell, shown, siteOf } from '../environment/export/pages.js'
import { shown as shownBy } from '../notebook/shown.js'
import { cellsOf } from '../notebooks/execution.js'

/** What one observation is enough for: a picture of Vega-Lite, two of Plot, and a table. */
const drawings: Readonly<Record<string, () => Chart | Panel>> = {
  offsets: () => charts.offsets(twoGroups),
  acknowledgements: () => charts.acknowledgements(twoGroups),
  assignments: () => charts.assignments(twoGroups),
  partitions: () => charts.partitions(twoGroups.partitions),
}

/**
 * The site of all lessons with every kind of output in it, made without running them: prose, code, headings and links are
 * the lessons' own; below a cell that draws, plays, claims, predicts or checks stands an output of that kind that the same code
 * has made of fixed numbers. Comes back with the site's folder and the lessons' names, in order.
 */
export async function lessonsAsPages(): Promise<{ site: string; lessons: string[] }> {
  const files = readdirSync('notebooks').filter((file) => file.endsWith('.ipynb'))
  const notebooks: Record<string, Cell[]> = {}
  for (const file of files.sort()) {
    const cells: Cell[] = []
    for (const { type, source, tags } of cellsOf(path.join('notebooks', file)))
      cells.push(type === 'markdown' ? source : { code: source, tags, outputs: await outputsOf(source) })
    notebooks[path.basename(file, '.ipynb')] = cells
  }
  return { site: await siteOf(notebooks), lessons: Object.keys(notebooks) }
}

/** Outputs of the kinds that a cell makes. */
async function outputsOf(code: string): Promise<object[]> {
  const printed = { output_type: 'stream', name: 'stdout', text: 'Apache Kafka 4.2.0, 1 broker, ready\n' }
  const made = await shownBy(async () => {
    if (/\bclaim\(/.test(code)) claim('ten messages are there', 10, 10)
    if (/\bpredict\(/.test(code)) predict('How many?', 5, 10)
    if (/\bexercise\(/.test(code)) await exercise('read them all', () => 'none is read yet.')
    if (/\bplay\(/.test(code)) await play(charts.rebalanceSteps(failover))
    for (const [name, draw] of Object.entries(drawings))
      if (code.includes(`charts.${name}(`)) await show(draw())
  })
  return [...(code.includes('openLab()') ? [printed] : []), ...made.map(shown)]
}
