/** What a broker is, or what became of it: 'frozen' is there and answers nobody. */
export type BrokerStatus = 'running' | 'killed' | 'stopped' | 'frozen'

/** What became of a broker, in words: "broker 2 was killed". */
export function brokerInWords(id: number, status: BrokerStatus): string {
  return `broker ${id} ${status === 'running' ? 'runs' : status === 'frozen' ? 'is frozen' : `was ${status}`}`
}

/** The verb that brings a broker back, as a cell would call it. */
export function remedy(id: number, status: BrokerStatus): string {
  return `await lab.broker(${id}).${status === 'frozen' ? 'thaw' : 'start'}()`
}
