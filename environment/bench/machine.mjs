// @ts-check
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { kafkaHome } from '../setup/kafka.mjs'
import { inProject } from '../setup/project.mjs'

/**
 * What a run was made on.
 * @typedef {{ date: string, cores: number, cpu: string, memoryGB: number, system: string, node: string, java: string, kafka: string }} Machine
 */

/** @returns {Machine} this one, now */
export function thisMachine() {
  const { java, version } = kafkaHome()
  const release = fs.readFileSync(inProject(path.dirname(java), '..', 'release'), 'utf8')
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    memoryGB: Math.round(os.totalmem() / 1e9),
    system: `${os.type()} ${os.arch()}`,
    node: process.versions.node,
    java: /^JAVA_VERSION="(.+)"$/m.exec(release)?.[1] ?? 'unknown',
    kafka: version,
  }
}

/**
 * The machine in one sentence.
 * @param {Machine} machine
 */
export function machineLine({ date, cores, cpu, memoryGB, system, node, java, kafka }) {
  return `Measured on ${date} with ${cores} cores (${cpu}), ${memoryGB} GB of memory, ${system}, Node ${node}, Java ${java}, Kafka ${kafka}.`
}
