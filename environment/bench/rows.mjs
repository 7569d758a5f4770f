// @ts-check
import { crashRows } from './rows/crash.mjs'
import { groupRows } from './rows/group.mjs'
import { growthRows } from './rows/growth.mjs'
import { produceRows } from './rows/produce.mjs'
import { receiveRows } from './rows/receive.mjs'
import { startRows } from './rows/start.mjs'

/**
 * All rows, in the order in which they are measured.
 * @type {readonly import('./measure.mjs').Row[]}
 */
export const rows = [...startRows, ...groupRows, ...crashRows, ...receiveRows, ...produceRows, ...growthRows]
