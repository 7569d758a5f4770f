import { shown } from '../model/shown.js'
import { checkNames } from './join-check.js'
import type { AcquireMode } from './share-membership.js'

/** What is asked of members that are to join a share group, before Kafka is asked anything. */
export interface ShareWish {
  readonly names: readonly string[]
  readonly topics: readonly string[]
  readonly maxRecords: number
  readonly acquireMode: AcquireMode
  readonly from?: 'beginning' | 'end'
  readonly lockMs?: number
}

/** Throws a sentence for what no member of a share group can be: a bad name, one given twice, no topic, an unknown choice. */
export function checkJoinShare(group: string, wish: ShareWish): void {
  const { maxRecords, acquireMode, from = 'beginning', lockMs = 30_000 } = wish
  const cannot = `Cannot join share group '${group}'`
  checkNames(cannot, group, wish.names)
  if (wish.topics.length === 0)
    throw new Error(`${cannot} given no topic to read. Name one: lab.joinShare('${group}', 'orders').`)
  const wrong = (option: string, wanted: string, found: unknown): Error =>
    new Error(
      `${cannot} with that ${option}: wanted ${wanted}, found ${shown(found)}. Choose one, or leave it out.`,
    )
  if (!['batch_optimized', 'record_limit'].includes(acquireMode))
    throw wrong('acquireMode', "'batch_optimized' or 'record_limit'", acquireMode)
  if (!['beginning', 'end'].includes(from)) throw wrong('from', "'beginning' or 'end'", from)
  if (!isCount(maxRecords, 1)) throw wrong('maxRecords', 'a whole number from 1 on', maxRecords)
  if (!isCount(lockMs, 1_000))
    throw wrong('lockMs', 'a whole number of ms from 1000 on, the least that Kafka takes', lockMs)
}

function isCount(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= 2_147_483_647
}
