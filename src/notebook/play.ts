import { isPromise } from 'node:util/types'
import { chartShape } from '../charts/chart-shape.js'
import { renderChart } from '../charts/render.js'
import type { Steps } from '../charts/steps.js'
import { aCount, aText, fieldsOf, listOf, mustBe } from '../model/shape.js'
import { shown } from '../model/shown.js'
import { pause, untilStopped } from '../wait.js'
import { display } from './display.js'
import { slim } from './slim.js'
import { stepperBundle } from './stepper-card.js'

/**
 * Shows a story below the cell as pictures to be played, paused and stepped through, by buttons, a slider and the arrow keys,
 * with a sentence at each step; in JupyterLab and in an exported page, there without a kernel. Nothing plays by itself. On
 * paper, and where a notebook is not trusted, three of the pictures stand with their sentences. Always awaited.
 *
 *     await play(charts.rebalanceSteps(lab.timeline({ group: 'chat-service' })))
 *
 * Throws a sentence when it is given something else, or a story in which nothing has happened.
 */
export async function play(steps: Steps): Promise<void> {
  checkPlayable(steps)
  const svgs: string[] = []
  const draw = async (): Promise<void> => {
    for (const { chart } of steps.steps) {
      svgs.push(slim(await renderChart({ ...chart, alt: '' })))
      // Drawing holds up everything else in this process, members' heartbeats too: they have their turn between two pictures.
      await pause(1)
    }
  }
  await untilStopped(
    () => 'Interrupted while the steps were drawn: nothing is shown. Run the cell again.',
    draw(),
  )
  display(stepperBundle(steps, svgs))
}

const stepShape = fieldsOf({ text: aText, chart: chartShape })

function checkPlayable(what: unknown): void {
  const { title, alt, steps } = (what ?? {}) as Partial<Steps>
  if (typeof title !== 'string' || typeof alt !== 'string' || !Array.isArray(steps))
    throw new TypeError(
      `Cannot play: wanted the steps of a story, found ${isPromise(what) ? 'a Promise' : shown(what)}. ` +
        "Make them from events, as in play(charts.rebalanceSteps(lab.timeline({ group: 'A' }))).",
    )
  mustBe(
    what,
    fieldsOf({ title: aText, steps: listOf(stepShape), left: aCount }),
    'Cannot play',
    'the steps of a story, each with its sentence and its picture',
    "Make them from events, as in play(charts.rebalanceSteps(lab.timeline({ group: 'A' }))).",
  )
  if (steps.length === 0)
    throw new Error(
      `Cannot play "${title}": wanted at least one step, found a story in which nothing has happened. Run the cells that make it happen first.`,
    )
}
