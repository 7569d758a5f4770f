// @ts-check
import fs from 'node:fs'
import { inLab } from '../setup/project.mjs'
import { processes } from './processes.mjs'

/**
 * What kernels that have ended left behind: themselves, their brokers and supervisors, the folders of their clusters.
 * @param {readonly number[]} kernels their process ids
 * @param {number} [patienceMs] how long they may take to end: a broker is killed with its kernel, its folder is removed
 * @returns {Promise<string[]>} one line each, for what is still there then
 */
export async function leftBehind(kernels, patienceMs = 10_000) {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const found = [...processesOf(kernels), ...foldersOf(kernels)]
    if (found.length === 0 || Date.now() > deadline) return found
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** @param {readonly number[]} kernels */
function processesOf(kernels) {
  return processes()
    .filter(
      ({ pid, command }) =>
        kernels.some((kernel) => command.includes(`clusters/${kernel}-`)) ||
        (kernels.includes(pid) && command.includes('launcher.cjs')),
    )
    .map(({ pid, command }) => `process ${pid}: ${command.slice(0, 120)}`)
}

/** @param {readonly number[]} kernels */
function foldersOf(kernels) {
  const folder = inLab('clusters')
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : []
  return names
    .filter((name) => kernels.some((kernel) => name.startsWith(`${kernel}-`)))
    .map((name) => `folder .lab/clusters/${name}`)
}
