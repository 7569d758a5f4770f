// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { sha256OfFile } from './files.mjs'
import { inLab, inProject } from './project.mjs'
import { pythonEnvironment, venvPython } from './python-environment.mjs'
import { lastLines, run } from './run.mjs'
import { Unmet } from './unmet.mjs'

/**
 * The committed list of jars, in class path order.
 * @param {string} [file]
 * @returns {{ name: string, hash: string }[]}
 */
export function committedJars(file = inProject('environment', 'kafka', 'jars.sha256')) {
  return fs
    .readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [hash = '', name = ''] = line.split(/\s+/)
      return { name, hash }
    })
}

/**
 * What is wrong with the jars of a folder, as the first sentence that applies; undefined when they are exactly the committed ones.
 * @param {string} folder
 * @param {{ name: string, hash: string }[]} committed
 * @returns {string | undefined}
 */
export function jarFault(folder, committed) {
  const there = fs.existsSync(folder) ? fs.readdirSync(folder) : []
  const known = new Set(committed.map(({ name }) => name))
  const unknown = there.find((name) => !known.has(name))
  if (unknown) return `${unknown} is not in the committed list`
  for (const { name, hash } of committed) {
    if (!there.includes(name)) return `${name} is missing`
    const found = sha256OfFile(path.join(folder, name))
    if (found !== hash) return `${name} has the sha256 ${found} and not ${hash}`
  }
  return undefined
}

/**
 * .lab/kafka/jars with exactly the committed jars, checked at every call. Anything else there is fetched anew, all of it.
 * @param {(line: string) => void} say
 * @param {{ folder?: string, fetch?: (folder: string) => Promise<void> }} [options] fetch puts jars into an empty folder
 */
export async function installJars(say, { folder = inLab('kafka', 'jars'), fetch = fetchJars } = {}) {
  const committed = committedJars()
  if (fs.existsSync(folder)) {
    const fault = jarFault(folder, committed)
    if (!fault) return
    say(`Kafka's jars in .lab are not used: ${fault}. Fetching them anew.`)
  }
  const fresh = `${folder}.new`
  fs.rmSync(fresh, { recursive: true, force: true })
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(fresh, { recursive: true })
  say(`Fetching Apache Kafka: ${committed.length} jars …`)
  try {
    await fetch(fresh)
    const fault = jarFault(fresh, committed)
    if (fault) {
      throw new Unmet(
        `Set-up fetched Kafka's jars and uses none of them: ${fault}. Each must be one of environment/kafka/jars.sha256, ` +
          `by name and by sha256. Run the command again; if the same jar fails again, ask whoever runs your Maven mirror.`,
      )
    }
    fs.renameSync(fresh, folder)
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true })
  }
}

/**
 * Resolves environment/jgo.toml with jgo. Its cache and its home are a scratch folder, so that nothing is written outside the
 * project and no jar of an earlier, broken attempt is taken again.
 * @param {string} folder
 */
async function fetchJars(folder) {
  const scratch = inLab('kafka', 'jgo')
  fs.rmSync(scratch, { recursive: true, force: true })
  fs.mkdirSync(scratch, { recursive: true })
  try {
    fs.copyFileSync(inProject('environment', 'jgo.toml'), path.join(scratch, 'jgo.toml'))
    const env = environmentOfJgo(scratch)
    const args = ['-m', 'jgo', '--ignore-config', '--links', 'copy', 'sync']
    const { code, output } = await run(venvPython, args, { cwd: scratch, env })
    if (code !== 0) {
      throw new Unmet(
        `Set-up could not fetch Kafka's jars: jgo ended with ${code ?? 'no exit code'}. ` +
          `Its last lines are below; put right what they name (often the network) and run the command again.\n${lastLines(output)}`,
      )
    }
    for (const kind of ['jars', 'modules']) {
      const from = path.join(scratch, '.jgo', kind)
      for (const name of fs.existsSync(from) ? fs.readdirSync(from) : [])
        fs.renameSync(path.join(from, name), path.join(folder, name))
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Nothing of the reader's own jgo; and not COLOR, which npm sets to a value that jgo refuses.
 * @param {string} scratch
 */
function environmentOfJgo(scratch) {
  const env = pythonEnvironment()
  for (const name of Object.keys(env)) if (name === 'COLOR' || name.startsWith('JGO_')) delete env[name]
  const cache = path.join(scratch, 'cache')
  return { ...env, M2_REPO: path.join(scratch, 'm2'), JGO_CACHE_DIR: cache, CJDK_CACHE_DIR: cache }
}
