// @ts-check
// Makes the JVM cache (JEP 483 and 514: classes loaded and linked ahead of time) with which a broker is ready in under half the time.
// Started in the background by set-up; its log is .lab/kafka/jvm-cache.log. Whatever happens, it ends its own broker within
// two minutes and leaves nothing but the cache, its log, or the mark of a failure.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sweepTraining } from './jvm-cache/sweep.mjs'
import { startTrainingBroker } from './jvm-cache/training-broker.mjs'
import { work } from './jvm-cache/workload.mjs'
import { environmentOfJava } from './setup/java.mjs'
import { kafkaHome } from './setup/kafka.mjs'
import { tryLock } from './setup/lock.mjs'
import { inLab, inProject } from './setup/project.mjs'
import { endRunning, lastLines, run } from './setup/run.mjs'

const limitMs = 120_000
const release = tryLock(inLab('kafka', 'training.lock'))
if (release) {
  try {
    await train()
  } finally {
    release()
  }
}

async function train() {
  const home = kafkaHome()
  if (fs.existsSync(inProject(home.jvmCache))) return
  // The reader's first broker goes first.
  os.setPriority(os.constants.priority.PRIORITY_LOW)
  sweepTraining()
  fs.truncateSync(inLab('kafka', 'jvm-cache.log'))
  const folder = `.lab/kafka/training-${process.pid}-${Date.now().toString(36)}`
  const output = `${folder}/jvm.aot`
  const broker = await startTrainingBroker(home, folder, output)
  const stopped = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done within ${limitMs / 1000} s`)), limitMs).unref()
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
      process.once(signal, () => reject(new Ended(`ended by ${signal}`)))
  })
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
  // A client of the work may still hold the process when the work was given up.
  process.exitCode = 0
  release?.()
  process.exit()
}

/** Someone ended this process: no fault of the cache. */
class Ended extends Error {}

/**
 * A JVM that is told to start with this cache or not at all.
 * @param {import('./setup/kafka.mjs').KafkaHome} home
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
