// @ts-check
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')

/**
 * Collects all garbage of this process. Each measurement begins with it: where two sides take turns, V8 can come to grow its heap
 * always in the turn of the same one, which then asks the system for the memory in which the other works.
 * @type {() => void}
 */
export const collectGarbage = runInNewContext('gc')
