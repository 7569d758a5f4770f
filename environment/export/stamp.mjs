// @ts-check
import fs from 'node:fs'
import { inProject } from '../setup/project.mjs'

/**
 * What a page says of the run that it shows: when, and with which versions. Kafka's is told by the run itself.
 * @param {Date} at
 * @returns {{ at: string, versions: Record<string, string> }}
 */
export function stamp(at) {
  const version = (/** @type {string[]} */ ...parts) =>
    JSON.parse(fs.readFileSync(inProject(...parts, 'package.json'), 'utf8')).version
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return {
    at: `${day.format(at).replace(' at ', ', ')} UTC`,
    versions: {
      'Kafka Groups Lab': version(),
      kafkajs: version('node_modules', 'kafkajs'),
      TypeScript: version('node_modules', '@tslab', 'typescript-for-tslab'),
      'Node.js': process.versions.node,
    },
  }
}
