import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { installation } from '../../src/cluster/installation.js'

const root = process.cwd()

afterEach(() => process.chdir(root))

test('what set-up installed', () => {
  const kafka = installation()
  expect(kafka.version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(kafka.classPath.length).toBeGreaterThan(50)
  const paths = [kafka.java, kafka.bootstrapCheckpoint, kafka.jvmCache, ...kafka.classPath]
  expect(paths.filter((each) => path.isAbsolute(each))).toEqual([])
})

test('a project without set-up: the sentence', () => {
  const empty = realpathSync(mkdtempSync(path.join(tmpdir(), 'no set-up ')))
  process.chdir(empty)
  try {
    expect(() => installation()).toThrowError(
      new Error(
        'Cannot start Apache Kafka: .lab/kafka.json is missing, so Kafka is not installed in this project. ' +
          'Run npm start (or npm test) once in the project folder; it installs what is missing.',
      ),
    )
  } finally {
    process.chdir(root)
    rmSync(empty, { recursive: true })
  }
})
