/** Something that was done to a broker, in words: 'killed'. */
export interface BrokerChange {
  readonly atMs: number
  readonly broker: number
  readonly change: string
}

/** Events, of brokers and others. */
export type BrokerEvents = readonly {
  readonly atMs: number
  readonly type: string
  readonly broker?: number
}[]

/** The kinds of events that are drawn, and how they are said. */
const SAID: Readonly<Record<string, string>> = {
  'broker-killed': 'killed',
  'broker-stopped': 'stopped',
  'broker-frozen': 'frozen',
  'broker-thawed': 'thawed',
  'broker-started': 'started',
}

/** What was done to brokers from `sinceMs` on, in ms since 1970. */
export function brokerChanges(events: BrokerEvents, sinceMs: number): BrokerChange[] {
  return events.flatMap(({ atMs, type, broker }): BrokerChange[] => {
    const change = SAID[type]
    return change === undefined || broker === undefined || atMs < sinceMs ? [] : [{ atMs, broker, change }]
  })
}
