import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { findTool, kafkaTools, listOfTools } from '../../environment/setup/kafka-tools.mjs'

// A JVM on a busy machine takes seconds to start.
vi.setConfig({ testTimeout: 60_000 })

const script = 'environment/kafka-tool.mjs'

test('a tool goes by its name in Kafka, with or without kafka- and .sh', () => {
  for (const asked of [
    'consumer-groups',
    'kafka-consumer-groups',
    'consumer-groups.sh',
    'kafka-consumer-groups.bat',
  ]) {
    expect(findTool(asked).className).toBe('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand')
  }
})

test('every tool of the table is a class in the jars', () => {
  const folder = path.join('.lab', 'kafka', 'jars')
  const jars = fs.readdirSync(folder).filter((name) => name.startsWith('kafka'))
  // A jar's directory, at its end, has the names of its entries as they are.
  const entries = Buffer.concat(jars.map((name) => fs.readFileSync(path.join(folder, name))))
  const missing = kafkaTools().filter(
    ({ className }) => !entries.includes(`${className.replaceAll('.', '/')}.class`),
  )
  expect(kafkaTools().length).toBeGreaterThan(20)
  expect(missing).toEqual([])
})

test('an unknown tool', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'consumer-group'], {
    encoding: 'utf8',
  })
  const names = kafkaTools().map(({ name }) => name)
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr:
      `There is no Kafka tool consumer-group here. The tools are ${names.join(', ')}; ` +
      '`npm run kafka` alone says what each is for.\n',
  })
})

test('no tool: one line for each', () => {
  const output = execFileSync(process.execPath, [script], { encoding: 'utf8' })
  expect(output).toBe(`${listOfTools()}\n`)
  expect(output.split('\n')).toHaveLength(kafkaTools().length + 3)
  expect(output).toMatch(/^ {2}topics {20}list, describe, create, change and delete topics$/m)
})

test('a tool runs on the jars of this project, and its exit code is ours', () => {
  const id = spawnSync(process.execPath, [script, 'kafka-storage.sh', 'random-uuid'], { encoding: 'utf8' })
  expect({ status: id.status, stderr: id.stderr }).toEqual({ status: 0, stderr: '' })
  expect(Buffer.from(id.stdout.trim(), 'base64url')).toHaveLength(16)
  const wrong = spawnSync(process.execPath, [script, 'topics', '--no-such-option'], { encoding: 'utf8' })
  expect(wrong.status).toBe(1)
  expect(wrong.stderr + wrong.stdout).toContain('no-such-option')
})
