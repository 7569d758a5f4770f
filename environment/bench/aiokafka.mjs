// @ts-check
import { inProject } from '../setup/project.mjs'
import { pythonEnvironment } from '../setup/python-environment.mjs'
import { outputOf } from './program.mjs'
import { benchPython } from './python.mjs'

/** @typedef {import('./kit.mjs').Kit} Kit */
/** @typedef {import('./orders.mjs').Shape} Shape */

/**
 * Sends messages with aiokafka.
 * @param {Kit} kit
 * @param {string} topic
 * @param {Shape} shape
 * @returns {Promise<number>} messages a second, from the first to the confirmation of the last
 */
export const aiokafkaProduces = (kit, topic, shape) => measured(kit, 'produce', topic, shape)

/**
 * Reads a whole topic with aiokafka.
 * @param {Kit} kit
 * @param {string} topic
 * @param {Shape} shape
 * @returns {Promise<number>} messages a second, from joining the group to the last commit
 */
export const aiokafkaReceives = (kit, topic, shape) => measured(kit, 'receive', topic, shape)

/** @param {Kit} kit @param {'produce' | 'receive'} what @param {string} topic @param {Shape} shape */
async function measured(kit, what, topic, { bytes, count }) {
  const python = await benchPython()
  const args = [what, await kit.labAddress(), topic, `${count}`, `${bytes}`]
  const script = inProject('environment', 'bench', 'python', 'throughput.py')
  return Number(await outputOf(kit.surroundings, python, [script, ...args], pythonEnvironment()))
}
