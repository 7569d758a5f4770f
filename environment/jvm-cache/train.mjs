// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { environmentOfJava } from '../setup/java.mjs'
import { kafkaHome } from '../setup/kafka.mjs'
import { inLab, inProject } from '../setup/project.mjs'
import { endRunning, lastLines, run } from '../setup/run.mjs'
import { sweepTraining } from './sweep.mjs'
import { startTrainingBroker } from './training-broker.mjs'
import { work } from './workload.mjs'

const limitMs = 120_000

/** Someone ended this process: no fault of the cache. */
class Ended extends Error {}

/**
 * Makes the cache that .lab/kafka.json names, unless it is there.
 * A failure is told in the log and marked beside the cache's place, for start-training.mjs.
 */
export async function train() {
  const home = kafkaHome()
  if (fs.existsSync(inProject(home.jvmCache))) return
  sweepTraining()
  fs.truncateSync(inLab('kafka', 'jvm-cache.log'))
  const folder = `.lab/kafka/training-${process.pid}-${Date.now().toString(36)}`
  const output = `${folder}/jvm.aot`
  const stopped = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done within ${limitMs / 1000} s`)), limitMs).unref()
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
      process.once(signal, () => reject(new Ended(`ended by ${signal}`)))
  })
  stopped.catch(() => {})
  const broker = await startTrainingBroker(home, folder, output)
  const endedEarly = broker.ended.then((code) => {
    throw new Error(`the broker ended with ${code} before its work was done`)
  })
  endedEarly.catch(() => {})
  try {
    await Promise.race([work(broker.brokers), endedEarly, stopped])
    broker.stop()
    await Promise.race([broker.ended, stopped])
    await Promise.race([check(home, output), stopped])
    fs.renameSync(inProject(output), inProject(home.jvmCache))
    removeOthers(home.jvmCache)
    console.log(`${home.jvmCache} is made.`)
  } catch (error) {
    console.log(`${home.jvmCache} was not made: ${/** @type {Error} */ (error).message}`)
    if (!(error instanceof Ended)) fs.writeFileSync(inProject(`${home.jvmCache}.failed`), '')
  } finally {
    endRunning()
    await broker.destroy()
  }
}

/**
 * A JVM that is told to start with this cache or not at all.
 * @param {import('../setup/kafka.mjs').KafkaHome} home
 * @param {string} cache
 */
async function check(home, cache) {
  const args = ['@environment/kafka/jvm.options', '-XX:AOTMode=on', `-XX:AOTCache=${cache}`]
  const { code, output } = await run(
    inProject(home.java),
    [...args, '-cp', home.classPath.join(path.delimiter), '-version'],
    {
      env: environmentOfJava(),
    },
  )
  if (code !== 0) throw new Error(`java refuses the cache:\n${lastLines(output)}`)
}

/**
 * Caches of other jars, options or Java images.
 * @param {string} kept
 */
function removeOthers(kept) {
  for (const name of fs.readdirSync(inLab('kafka'))) {
    if (/^jvm-.*\.aot(\.failed)?$/.test(name) && name !== path.basename(kept))
      fs.rmSync(inLab('kafka', name), { force: true })
  }
}
