// @ts-check
import fs from 'node:fs'
import { inProject } from './project.mjs'
import { Unmet } from './unmet.mjs'

/** @returns {{ name: string, className: string, purpose: string }[]} Kafka's command-line tools, as in environment/kafka/tools.json */
export function kafkaTools() {
  /** @type {Record<string, [string, string]>} */
  const table = JSON.parse(fs.readFileSync(inProject('environment', 'kafka', 'tools.json'), 'utf8'))
  return Object.entries(table).map(([name, [className, purpose]]) => ({ name, className, purpose }))
}

/**
 * @param {string} asked a name in Kafka's bin folder, with or without kafka- in front and .sh or .bat behind
 * @returns {{ name: string, className: string, purpose: string }}
 */
export function findTool(asked) {
  const tools = kafkaTools()
  const tool = tools.find(({ name }) => name === asked.replace(/^kafka-/, '').replace(/\.(sh|bat)$/, ''))
  if (tool) return tool
  throw new Unmet(
    `There is no Kafka tool ${asked} here. The tools are ${tools.map(({ name }) => name).join(', ')}; ` +
      '`npm run kafka` alone says what each is for.',
  )
}

/** @returns {string} one line for each tool, and how to call one */
export function listOfTools() {
  const tools = kafkaTools()
  const width = Math.max(...tools.map(({ name }) => name.length))
  const lines = tools.map(({ name, purpose }) => `  ${name.padEnd(width)}  ${purpose}`)
  return [
    'npm run kafka -- <tool> <options>, where the address after --bootstrap-server is the one that a notebook’s first cell prints:',
    ...lines,
    'Example: npm run kafka -- consumer-groups --bootstrap-server 127.0.0.1:41234 --describe --all-groups',
  ].join('\n')
}
