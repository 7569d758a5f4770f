// @ts-check
// What a reader starts from a terminal, as npm runs it.
import fs from 'node:fs'
import { findNpm } from '../../setup/node.mjs'
import { inLab } from '../../setup/project.mjs'
import { startLeashed } from '../leashed.mjs'
import { timed } from '../measure.mjs'
import { ownKafka } from '../own-kafka.mjs'

/** @type {import('../measure.mjs').Row[]} */
export const commandRows = [
  {
    name: 'npm-start',
    what: '`npm start -- --no-browser` where all is set up, until JupyterLab answers on the address that it prints',
    unit: 'ms',
    target: {},
    repetitions: 5,
    ours: (kit) =>
      timed(async () => {
        const npm = startNpm('start', '--', '--no-browser')
        kit.atEnd(npm.end)
        const address = await npm.said(/http:\/\/\S+/)
        const answer = await fetch(address)
        if (!answer.ok)
          throw new Error(`JupyterLab was to answer on the address that npm start printed: ${answer.status}.`)
      }),
  },
  {
    name: 'export',
    what: '`npm run export`: the whole site, to its end',
    unit: 'ms',
    target: {},
    repetitions: 1,
    warmUps: 0,
    async ours(kit) {
      const folder = inLab('bench', `site-${process.pid}`)
      kit.atEnd(() => fs.rmSync(folder, { recursive: true, force: true }))
      return timed(() => {
        const npm = startNpm('run', 'export', '--', '--to', folder)
        kit.atEnd(npm.end)
        return npm.done()
      })
    },
  },
]

/** @param {...string} args */
function startNpm(...args) {
  const { command, args: program } = findNpm()
  return startLeashed(`npm ${args.join(' ')}`, command, [...program, ...args], {
    ...process.env,
    ...ownKafka,
  })
}
