// @ts-check
// npm run export [lesson …]: runs copies of the lessons and writes them as pages for a reader without a kernel, by default to site/.
import path from 'node:path'
import { choice } from './export/choice.mjs'
import { inPlaceOf } from './export/in-place-of.mjs'
import { runLessons } from './export/run-lessons.mjs'
import { stamp } from './export/stamp.mjs'
import { writeSite } from './export/write-site.mjs'
import { root } from './setup/project.mjs'
import { whenStarterIsGone } from './setup/starter.mjs'
import { asCommand } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'

const exitCodes = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })

await asCommand(async () => {
  const { notebooks, to } = choice(process.argv.slice(2))
  const { endTraining } = await setUp()
  process.once('exit', endTraining)
  const stopped = new AbortController()
  const stop = (/** @type {number} */ code) => {
    process.exitCode = code
    stopped.abort()
  }
  for (const [signal, code] of Object.entries(exitCodes)) process.on(signal, () => stop(code))
  whenStarterIsGone(() => stop(exitCodes.SIGTERM))
  const began = Date.now()
  await inPlaceOf(to, stopped.signal, async (folder) => {
    const lessons = await runLessons(notebooks, folder, stopped.signal)
    if (!stopped.signal.aborted) await writeSite(lessons, stamp(new Date()), folder)
  })
  if (stopped.signal.aborted) return
  const seconds = Math.round((Date.now() - began) / 1000)
  const count = `${notebooks.length} lesson${notebooks.length === 1 ? '' : 's'}`
  console.log(
    `${count} in ${seconds} s. Open ${path.relative(root, path.join(to, 'index.html'))} in a browser.`,
  )
})
