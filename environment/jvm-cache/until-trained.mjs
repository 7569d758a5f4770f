// @ts-check
import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isThere } from '../setup/is-there.mjs'
import { kafkaHome } from '../setup/kafka.mjs'
import { inProject } from '../setup/project.mjs'
import { startTraining } from './start-training.mjs'

/** Waits until the JVM cache is made, or its making has ended without one: at most two minutes, see jvm-cache.mjs. */
export async function untilTrained() {
  const training = startTraining()
  const cache = inProject(kafkaHome().jvmCache)
  const isMade = () => fs.existsSync(cache) || fs.existsSync(`${cache}.failed`)
  while (training?.pid !== undefined && !isMade() && isThere(training.pid)) await pause(200)
}
