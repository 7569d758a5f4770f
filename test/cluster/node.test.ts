import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type KafkaNode, lastLogLines } from '../../src/cluster/node.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'log '))
})

afterEach(() => rmSync(folder, { recursive: true }))

function linesOf(...log: string[]): string[] {
  const logFile = path.join(folder, 'kafka.log')
  writeFileSync(logFile, log.map((line) => `${line}\n`).join(''))
  return lastLogLines({ logFile } as KafkaNode).split('\n')
}

const harmless =
  '10:00:00.001 INFO kafka.server.KafkaRaftServer - [KafkaRaftServer nodeId=1] Kafka Server started'
const error = '10:00:02.000 ERROR kafka.log.LogManager - Error while writing'

test('an error is told, with the lines that belong to it, and not what came harmlessly after it', () => {
  const cause = 'java.io.IOException: No space left on device'
  expect(linesOf(harmless, error, cause, '\tat kafka.Log.append(Log.scala:1)', harmless, harmless)).toEqual([
    error,
    cause,
  ])
})

test('without a warning or an error the last lines are told, at most five', () => {
  expect(linesOf(...Array.from({ length: 7 }, () => harmless))).toEqual(
    Array.from({ length: 5 }, () => harmless),
  )
})

test('what the JVM says before Kafka can log is told', () => {
  expect(linesOf('Error: Could not find or load main class kafka.Kafka')).toEqual([
    'Error: Could not find or load main class kafka.Kafka',
  ])
  expect(linesOf()).toEqual(['(its log is empty)'])
})
