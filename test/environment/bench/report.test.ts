import { expect, test } from 'vitest'
import { resultLine, table } from '../../../environment/bench/report.mjs'
import { crash, join, observe } from './results.js'

test('a table has a line for each row, with its target beside it, and says why one failed', () => {
  expect(table([join, observe, crash]).split('\n')).toEqual([
    '| row | what | ours | compared with | ratio | target |  |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| join | a second member joins | 45 ms [40 to 52] | 4900 ms [4800 to 5000], kafkajs | 0.00918 | ≤ 0.1 | met |',
    '| observe-500 | observe() of 500 partitions | 600 ms [590 to 700] | 300 ms in the run recorded before | 2.00 | ≤ 300 ms | missed |',
    '| crash | a member crashes | failed: The group did not settle within 10 s \\| really. |  |  | ≤ 1300 ms | failed |',
  ])
})

test('a row is told in a line as soon as it is there', () => {
  expect(resultLine(join)).toBe(
    'join: 45 ms [40 to 52], 0.00918 of 4900 ms [4800 to 5000], kafkajs, met (≤ 0.1)',
  )
  expect(resultLine({ ...observe, before: null, ratio: null, met: null, target: {} })).toBe(
    'observe-500: 600 ms [590 to 700]',
  )
  expect(resultLine(crash)).toBe('crash: failed: The group did not settle\nwithin 10 s | really.')
})
