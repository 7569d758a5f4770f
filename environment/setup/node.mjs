// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, sha256, writeWhole } from './files.mjs'
import { inProject } from './project.mjs'
import { firstLines, run } from './run.mjs'
import { Unmet } from './unmet.mjs'

const remedies = {
  darwin: 'Install one with `brew install node@22`',
  win32: 'Install one with `winget install OpenJS.NodeJS.LTS`',
  linux: 'Install one from nodejs.org or with `nvm install 22` (a distribution’s own package is often older)',
}

/**
 * Throws a sentence unless this Node.js is one that package.json's "engines" allows.
 * @param {string} version such as 20.19.0
 * @param {string} range alternatives of the forms ^a.b.c and >=a.b.c, joined by ||
 * @param {NodeJS.Platform} [platform]
 */
export function checkNode(version, range, platform = process.platform) {
  const found = version.split('.').map(Number)
  const alternatives = range.split('||').map((text) => {
    const [, kind, ...wanted] = /^\s*(\^|>=)(\d+)\.(\d+)\.(\d+)\s*$/.exec(text) ?? []
    if (!kind) throw new Error(`package.json: cannot read "engines.node": ${range}`)
    return { kind, wanted: wanted.map(Number) }
  })
  if (
    alternatives.some(
      ({ kind, wanted }) => isAtLeast(found, wanted) && (kind === '>=' || found[0] === wanted[0]),
    )
  )
    return
  const words = alternatives.map(
    ({ kind, wanted }) => `${wanted[0]}.${wanted[1]} or later${kind === '^' ? ` within ${wanted[0]}` : ''}`,
  )
  throw new Unmet(
    `Kafka Groups Lab needs Node.js ${words.join(', or ')}; this is Node.js ${version}. ` +
      `${remedies[/** @type {'linux'} */ (platform)] ?? remedies.linux}, open a new terminal and run the command again.`,
  )
}

/** @param {number[]} found @param {number[]} wanted */
function isAtLeast(found, wanted) {
  for (let i = 0; i < 3; i++) {
    const difference = (found[i] ?? 0) - (wanted[i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

/** @returns {string} the range of Node.js versions that package.json allows */
export function enginesRange() {
  return JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8')).engines.node
}

/**
 * node_modules as package-lock.json says. The stamp lies inside node_modules, so that it goes when npm begins anew.
 * @param {(line: string) => void} say
 */
export async function installPackages(say) {
  const lock = fs.readFileSync(inProject('package-lock.json'), 'utf8')
  const stamp = inProject('node_modules', '.kafka-groups-lab')
  const wanted = sha256(lock, process.versions.node.split('.')[0] ?? '', process.platform, process.arch)
  if (readIfThere(stamp) === wanted && directPackagesAreThere()) return
  say('Installing the npm packages of package-lock.json …')
  const npm = findNpm()
  const args = [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run(npm.command, args, { shell: npm.shell })
  if (code !== 0) {
    throw new Unmet(
      `Set-up could not install the npm packages of package-lock.json: npm ci ended with ${code ?? 'no exit code'}. ` +
        `Its first lines are below; put right what they name (often the network) and run the command again.\n${firstLines(output)}`,
    )
  }
  writeWhole(stamp, wanted)
}

function directPackagesAreThere() {
  const { dependencies, devDependencies } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).every((name) =>
    fs.existsSync(inProject('node_modules', name, 'package.json')),
  )
}

/** npm's own program where it can be found, run by this Node.js: so no shell stands between, and no other Node.js is taken. */
export function findNpm() {
  const beside = path.dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const program = candidates.find((file) => path.basename(file) === 'npm-cli.js' && fs.existsSync(file))
  if (program) return { command: process.execPath, args: [program], shell: false }
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}
