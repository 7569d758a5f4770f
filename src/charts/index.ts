export { type AcknowledgementOptions, acknowledgements } from './acknowledgements.js'
export { type AssignmentOptions, assignments } from './assignments.js'
export type { Cell, Chart, Panel, Picture, Table } from './chart.js'
export { type OffsetsOptions, offsets } from './offsets.js'
