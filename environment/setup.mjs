// @ts-check
// Makes everything that a fresh clone lacks, inside the project's folder: npm's packages, .venv, Kafka's jars, the kernel.
// Run as often as you like: what is done is left alone, what is half done or broken is done again.
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { startTraining } from './jvm-cache/start-training.mjs'
import { makePrivate } from './setup/files.mjs'
import { installJars } from './setup/jars.mjs'
import { installKafka } from './setup/kafka.mjs'
import { installKernelspec } from './setup/kernelspec.mjs'
import { withLock } from './setup/lock.mjs'
import { checkNode, enginesRange, installPackages } from './setup/node.mjs'
import { prepareKernel } from './setup/prepare-kernel.mjs'
import { inLab } from './setup/project.mjs'
import { installPython } from './setup/python.mjs'
import { endRunning } from './setup/run.mjs'
import { asCommand } from './setup/unmet.mjs'

/**
 * Sets everything up; takes a fraction of a second when that is done already. Progress goes to stderr, one short line for each
 * step that has something to do.
 * @returns {Promise<{ endTraining: () => void, ready: () => Promise<void> }>} endTraining ends
 *   what makes the JVM cache in the background, if that is under way, and ready waits for it and for the compiler of cells; who calls
 *   neither leaves them to end by themselves, which they do within two minutes
 * @throws {import('./setup/unmet.mjs').Unmet} with the sentence that the reader should see
 */
export async function setUp() {
  checkNode(process.versions.node, enginesRange())
  makePrivate(inLab())
  const began = Date.now()
  let spoke = false
  const say = (/** @type {string} */ line) => {
    spoke = true
    process.stderr.write(`${line}\n`)
  }
  const onWait = (/** @type {string} */ holder) =>
    say(`Another set-up (process ${holder}) is under way; waiting for it …`)
  const steps = async () => {
    await installPackages(say)
    await installPython(say)
    await installJars(say)
    installKernelspec()
    await installKafka(say)
    return { preparing: prepareKernel(), training: startTraining() }
  }
  const { preparing, training } = await endingWhatRuns(() => withLock(inLab('setup.lock'), steps, { onWait }))
  if (spoke) say(`Set up in ${Math.round((Date.now() - began) / 1000)} s.`)
  return {
    endTraining: () => void training?.kill('SIGTERM'),
    async ready() {
      await Promise.all([training, preparing].map(ended))
    },
  }
}

/** @param {import('node:child_process').ChildProcess | undefined} child */
async function ended(child) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  await once(child, 'exit')
}

/**
 * While the work runs, a signal ends its programs and then this one.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function endingWhatRuns(work) {
  const signals = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })
  /** @type {Array<[NodeJS.Signals, () => void]>} */
  const handlers = Object.entries(signals).map(([signal, code]) => [
    /** @type {NodeJS.Signals} */ (signal),
    () => {
      endRunning()
      process.exit(code)
    },
  ])
  for (const [signal, handler] of handlers) process.once(signal, handler)
  try {
    return await work()
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await asCommand(setUp)
