// @ts-check
import { commandRows } from './rows/commands.mjs'
import { courseRows } from './rows/course.mjs'
import { crashRows } from './rows/crash.mjs'
import { groupRows } from './rows/group.mjs'
import { growthRows } from './rows/growth.mjs'
import { kernelRows } from './rows/kernel.mjs'
import { produceRows } from './rows/produce.mjs'
import { pythonRows } from './rows/python.mjs'
import { receiveRows } from './rows/receive.mjs'
import { startRows } from './rows/start.mjs'

/**
 * All rows, in the order in which they are measured.
 * @type {readonly import('./measure.mjs').Row[]}
 */
export const rows = [
  ...startRows,
  ...kernelRows,
  ...groupRows,
  ...crashRows,
  ...receiveRows,
  ...produceRows,
  ...growthRows,
  ...pythonRows,
  ...commandRows,
  ...courseRows,
]
