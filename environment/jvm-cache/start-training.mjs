// @ts-check
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { kafkaHome } from '../setup/kafka.mjs'
import { inLab, inProject, root } from '../setup/project.mjs'
import { withoutSecrets } from '../setup/without-secrets.mjs'

const oneDayMs = 24 * 60 * 60 * 1000

/**
 * Starts environment/jvm-cache.mjs in the background when there is no JVM cache yet for this Java, these jars and these options.
 * Until the cache is there, brokers start without it: in about twice the time, and in no other way different.
 * Not on Windows, where a JVM cannot be asked to end in order, which is when it writes the cache; and not within a day of a failure.
 * @returns {import('node:child_process').ChildProcess | undefined} what was started
 */
export function startTraining() {
  const { jvmCache } = kafkaHome()
  if (process.platform === 'win32' || fs.existsSync(inProject(jvmCache))) return undefined
  const failed = fs.statSync(inProject(`${jvmCache}.failed`), { throwIfNoEntry: false })
  if (failed && Date.now() - failed.mtimeMs < oneDayMs) return undefined
  const log = fs.openSync(inLab('kafka', 'jvm-cache.log'), 'a', 0o600)
  const child = spawn(process.execPath, [inProject('environment', 'jvm-cache.mjs')], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log, log],
    env: withoutSecrets(process.env),
  })
  child.unref()
  fs.closeSync(log)
  return child
}
