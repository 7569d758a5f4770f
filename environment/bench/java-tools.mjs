// @ts-check
import path from 'node:path'
import { environmentOfJava } from '../setup/java.mjs'
import { kafkaHome } from '../setup/kafka.mjs'
import { findTool } from '../setup/kafka-tools.mjs'
import { inProject } from '../setup/project.mjs'
import { outputOf } from './program.mjs'

/** @typedef {import('./kit.mjs').Kit} Kit */
/** @typedef {import('./orders.mjs').Shape} Shape */

/**
 * Sends messages of the lab's size with Kafka's producer-perf-test.
 * @param {Kit} kit
 * @param {string} topic
 * @param {Shape} shape
 * @returns {Promise<number>} messages a second, as the tool says: without its own start
 */
export async function producerPerformance(kit, topic, { bytes, count }) {
  const output = await tool(kit, 'producer-perf-test', [
    ...['--topic', topic, '--num-records', `${count}`, '--record-size', `${bytes}`, '--throughput', '-1'],
    ...['--producer-props', `bootstrap.servers=${await kit.labAddress()}`, 'acks=all'],
  ])
  return producerRate(output)
}

/**
 * Reads a whole topic with Kafka's consumer-perf-test.
 * @param {Kit} kit
 * @param {string} topic
 * @param {Shape} shape
 * @returns {Promise<number>} messages a second, as the tool says: without its own start, and with that of its group
 */
export async function consumerPerformance(kit, topic, { count }) {
  const output = await tool(kit, 'consumer-perf-test', [
    ...['--bootstrap-server', await kit.labAddress(), '--topic', topic, '--group', kit.name('group')],
    ...['--num-records', `${count}`],
  ])
  return consumerRate(output)
}

/**
 * @param {string} output of producer-perf-test
 * @returns {number}
 */
export function producerRate(output) {
  const rates = [...output.matchAll(/records sent, ([\d.]+) records\/sec/g)]
  return read(rates.at(-1)?.[1], 'producer-perf-test', output)
}

/**
 * @param {string} output of consumer-perf-test: a line of names and a line of numbers
 * @returns {number}
 */
export function consumerRate(output) {
  const [names = '', numbers = ''] = output.split('\n').filter((line) => line.split(',').length > 5)
  const at = names.split(',').findIndex((name) => name.trim() === 'nMsg.sec')
  return read(numbers.split(',')[at], 'consumer-perf-test', output)
}

/**
 * @param {string | undefined} text
 * @param {string} name
 * @param {string} output
 */
function read(text, name, output) {
  const rate = Number(text)
  if (Number.isFinite(rate)) return rate
  throw new Error(`Cannot read the rate out of what ${name} says: ${output.trim().slice(-300)}`)
}

/** @param {Kit} kit @param {string} name @param {string[]} args */
function tool({ surroundings }, name, args) {
  const { java, classPath } = kafkaHome()
  const { className } = findTool(name)
  // A JVM that lives long enough to be fast: none of the options with which brokers start soon.
  const all = ['-cp', classPath.join(path.delimiter), className, ...args]
  return outputOf(surroundings, inProject(java), all, environmentOfJava())
}
