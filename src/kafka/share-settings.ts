/** The settings of a share group, by Kafka's names; null: as the brokers have it for all groups. */
export interface ShareSettings {
  readonly 'share.auto.offset.reset': string | null
  readonly 'share.record.lock.duration.ms': string | null
}

/** Of a group that is as Kafka makes it. */
export const noSettings: ShareSettings = {
  'share.auto.offset.reset': null,
  'share.record.lock.duration.ms': null,
}

/** As a join wants them; a lock that it leaves out is the brokers' own, whatever an earlier join has set. */
export function settingsOf(from: 'beginning' | 'end', lockMs: number | undefined): ShareSettings {
  return {
    'share.auto.offset.reset': from === 'beginning' ? 'earliest' : 'latest',
    'share.record.lock.duration.ms': lockMs === undefined ? null : String(lockMs),
  }
}
