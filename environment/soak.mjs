// @ts-check
// npm run soak: walks through the lessons in any order, two at a time, with the stop button and restarts, for as many minutes as
// it is told, and then says what was wrong and what was left behind.

import { whenStarterIsGone } from './setup/starter.mjs'
import { asCommand } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'
import { leftBehind } from './soak/left-behind.mjs'
import { lessonNames, readLesson } from './soak/lesson.mjs'
import { manyTopics } from './soak/many-topics.mjs'
import { commandFor, soakOptions } from './soak/options.mjs'
import { planWalk } from './soak/plan.mjs'
import { table, wrongLines } from './soak/report.mjs'
import { walkThrough } from './soak/walk.mjs'

await asCommand(async () => {
  whenStarterIsGone(() => process.exit(1))
  const options = soakOptions(process.argv.slice(2), [...lessonNames(), manyTopics.name])
  const { endTraining } = await setUp()
  endTraining()
  const end = Date.now() + options.minutes * 60_000
  /** @type {import('./soak/report.mjs').Walk[]} */
  const walks = []
  const kernels = /** @type {number[]} */ ([])
  const waiting = rounds(options, end)
  const worker = async () => {
    for (const { lesson, seeds } of waiting) {
      const cells = lesson === manyTopics.name ? manyTopics : readLesson(lesson)
      const plan = planWalk(cells, seeds, {
        steps: options.steps,
        disturbances: options.disturbed,
      })
      const began = Date.now()
      const entries = await walkThrough(cells, plan, { onKernel: (pid) => kernels.push(pid) })
      const walk = { lesson, seeds, entries }
      walks.push(walk)
      const wrong = wrongLines(walk)
      const took = `${((Date.now() - began) / 1000).toFixed(0)} s`
      console.log(
        `${lesson}, seed ${seeds.join()}: ${entries.length} steps in ${took}, ${wrong.length} wrong`,
      )
      for (const line of wrong) console.log(`  ${line.replace(/\n/g, '\n    ')}`)
      if (wrong.length > 0) console.log(`  again: ${commandFor(lesson, { ...options, seeds })}`)
    }
  }
  await Promise.all([worker(), worker()])
  const left = await leftBehind(kernels)
  console.log(`\n${table(walks)}\n`)
  for (const line of left) console.log(`left behind: ${line}`)
  const wrong = walks.flatMap(wrongLines).length
  console.log(`${walks.length} walks, ${wrong} steps wrong, ${left.length} left behind`)
  process.exitCode = wrong + left.length > 0 ? 1 : 0
})

/**
 * @param {import('./soak/options.mjs').SoakOptions} options
 * @param {number} end when no other walk is to begin, in ms since 1970; the first round is whole
 */
function* rounds({ seeds, lessons }, end) {
  for (let round = 0; round === 0 || Date.now() < end; round++)
    for (const lesson of lessons)
      if (round === 0 || Date.now() < end) yield { lesson, seeds: seeds.map((seed) => seed + round) }
}
