export { type AcknowledgementOptions, acknowledgements } from './acknowledgements.js'
export { type AssignmentOptions, assignments } from './assignments.js'
export { brokers } from './brokers.js'
export type { Cell, Chart, Panel, Picture, Table } from './chart.js'
export { type CommitCost, commitCosts } from './commit-costs.js'
export { type DeliveriesOptions, deliveries } from './deliveries.js'
export { type DistributionOptions, distribution } from './distribution.js'
export { type GuaranteeRun, type GuaranteesOptions, guarantees } from './guarantees.js'
export { type LagOptions, lag } from './lag.js'
export { type MovesRow, moves } from './moves.js'
export { type OffsetsOptions, offsets } from './offsets.js'
export { type OrderOptions, order } from './order.js'
export { partitions } from './partitions.js'
export { provisioned } from './provisioned.js'
export { type ReadReceiptsOptions, readReceipts } from './read-receipts.js'
export { rebalance } from './rebalance.js'
export { rebalanceSteps } from './rebalance-steps.js'
export type { RebalanceOptions } from './rebalance-story.js'
export { type ReplicasOptions, replicas } from './replicas.js'
export { segments } from './segments.js'
export { type SharingOptions, sharing } from './sharing.js'
export { type MeasuredCase, type ThroughputOptions, throughput } from './throughput.js'
export {
  type ShareAcknowledgement,
  type Way,
  type WaysToAcknowledgeOptions,
  waysToAcknowledge,
} from './ways-to-acknowledge.js'
