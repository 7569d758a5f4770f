import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sha256OfFile } from '../../environment/setup/files.mjs'
import { committedJars, installJars, jarFault } from '../../environment/setup/jars.mjs'

// Hashing the jars takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const real = path.join('.lab', 'kafka', 'jars')
const aside = 'Run the command again; if the same jar fails again, ask whoever runs your Maven mirror.'
const rule = 'Each must be one of environment/kafka/jars.sha256, by name and by sha256.'
let folder = ''

beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lab-jars-')), 'jars')
})

afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }))

/** Brings the real jars, as links, and then does something to them. */
function fetchReal(change: (folder: string) => void = () => {}): (folder: string) => Promise<void> {
  return async (target) => {
    for (const { name } of committedJars()) fs.symlinkSync(path.resolve(real, name), path.join(target, name))
    change(target)
  }
}

async function install(
  fetch: (folder: string) => Promise<void>,
): Promise<{ lines: string[]; error: string }> {
  const lines: string[] = []
  let error = ''
  await installJars((line) => lines.push(line), { folder, fetch }).catch((e: Error) => {
    error = e.message
  })
  return { lines, error }
}

/** Puts something else in a jar's place. */
function alter(file: string): string {
  fs.rmSync(file)
  fs.writeFileSync(file, 'not a jar')
  return sha256OfFile(file)
}

test('the committed list is Kafka 4.2.0 throughout, without doubles', () => {
  const names = committedJars().map(({ name }) => name)
  expect(names).toContain('kafka_2.13-4.2.0.jar')
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => /^(kafka|connect)/.test(name) && !name.endsWith('-4.2.0.jar'))).toEqual([])
})

test('what set-up installed is exactly the committed list', () => {
  expect(jarFault(real, committedJars())).toBeUndefined()
})

test('fetched jars that are right are installed, and left alone the next time', async () => {
  expect(await install(fetchReal())).toEqual({ lines: ['Fetching Apache Kafka: 94 jars …'], error: '' })
  expect(jarFault(folder, committedJars())).toBeUndefined()
  const never = async (): Promise<void> => Promise.reject(new Error('fetched again'))
  expect(await install(never)).toEqual({ lines: [], error: '' })
})

test('a fetched jar with another hash: its name, and none is used', async () => {
  let found = ''
  const { error } = await install(
    fetchReal((target) => {
      found = alter(path.join(target, 'kafka-clients-4.2.0.jar'))
    }),
  )
  const wanted = committedJars().find(({ name }) => name === 'kafka-clients-4.2.0.jar')?.hash
  expect(error).toBe(
    "Set-up fetched Kafka's jars and uses none of them: kafka-clients-4.2.0.jar has the sha256 " +
      `${found} and not ${wanted}. ${rule} ${aside}`,
  )
  expect(fs.existsSync(folder)).toBe(false)
  expect(fs.readdirSync(path.dirname(folder))).toEqual([])
})

test('a fetched jar that is missing', async () => {
  const { error } = await install(fetchReal((target) => fs.rmSync(path.join(target, 'slf4j-api-1.7.36.jar'))))
  expect(error).toBe(
    `Set-up fetched Kafka's jars and uses none of them: slf4j-api-1.7.36.jar is missing. ${rule} ${aside}`,
  )
  expect(fs.existsSync(folder)).toBe(false)
})

test('a fetched jar that nobody committed', async () => {
  const { error } = await install(
    fetchReal((target) => fs.writeFileSync(path.join(target, 'kafka-clients-3.8.0.jar'), '')),
  )
  expect(error).toBe(
    "Set-up fetched Kafka's jars and uses none of them: kafka-clients-3.8.0.jar is not in the committed list. " +
      `${rule} ${aside}`,
  )
  expect(fs.existsSync(folder)).toBe(false)
})

test('an installed jar that was altered is said, and all are fetched anew', async () => {
  await install(fetchReal())
  const found = alter(path.join(folder, 'kafka-raft-4.2.0.jar'))
  const wanted = committedJars().find(({ name }) => name === 'kafka-raft-4.2.0.jar')?.hash
  const { lines, error } = await install(fetchReal())
  expect(lines).toEqual([
    `Kafka's jars in .lab are not used: kafka-raft-4.2.0.jar has the sha256 ${found} and not ${wanted}. Fetching them anew.`,
    'Fetching Apache Kafka: 94 jars …',
  ])
  expect(error).toBe('')
  expect(jarFault(folder, committedJars())).toBeUndefined()
})
