import { apart } from './apart.js'
import { LINE, MUTED, PAPER } from './colour.js'
import { rateTicks } from './rate-ticks.js'
import type { Box, Label, Line, Scene } from './scene.js'
import type { MeasuredCase } from './throughput.js'
import { count, counted, shortened, textWidth } from './words.js'

/** What so many members handled. */
export interface MembersCase extends MeasuredCase {
  readonly members: number
}

interface Reference {
  /** Two lines, at its right end. */
  readonly name: readonly [string, string]
  readonly stroke: string
  readonly shape: 'straight' | 'stair'
  readonly rate: (members: number) => number
}

const WIDTH = 800
const MARGIN = 16
const PLOT = { top: 66, height: 260 }
const MOST_MEMBERS = 24
const MOST_ROUNDS = 20
const MEASURED = '#2f5fb3'
const STAIR = '#a04a00'
const DOT = 3

/** A dot for each round and a line through the medians, with their numbers; two lines of reference where one member was measured. */
export function throughputMembers(
  title: string,
  cases: readonly MembersCase[],
  partitions: number | null,
): Scene {
  const inOrder = [...cases].sort((a, b) => a.members - b.members)
  const shown = inOrder.slice(0, MOST_MEMBERS)
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 78), size: 16, bold: true }]
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last) {
    labels.push({ x: MARGIN, y: 52, text: 'Nothing has been measured yet.' })
    return { width: WIDTH, height: 68, boxes: [], labels, rules: [] }
  }
  const lines = references(shown, partitions)
  const names = [...lines.flatMap(({ name }) => name), 'as measured,', 'the median']
  const right = WIDTH - MARGIN - Math.max(...names.map((name) => textWidth(name, 12))) - 8
  const highest = [
    ...shown.flatMap(({ most, median }) => [most, median]),
    ...lines.map(({ rate }) => rate(last.members)),
  ]
  const ticks = rateTicks(Math.max(...highest))
  const left = MARGIN + Math.max(...ticks.map((tick) => textWidth(count(tick), 12))) + 8
  const [from, to] = [first.members - 0.5, last.members + 0.5]
  const x = (members: number): number => left + ((members - from) / (to - from)) * (right - left)
  const bottom = PLOT.top + PLOT.height
  const y = (rate: number): number => bottom - (rate / (ticks.at(-1) ?? 1)) * PLOT.height
  const boxes: Box[] = []
  const drawn: Line[] = ticks.map((tick) => {
    labels.push({ x: left - 8, y: y(tick), text: count(tick), anchor: 'end' })
    return { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: tick === 0 ? LINE : '#e6e9ee', width: 1 }
  })
  labels.push({ x: MARGIN, y: PLOT.top - 18, text: 'messages a second' })
  const steps = Array.from({ length: last.members - first.members + 1 }, (_, at) => first.members + at)
  for (const line of lines) drawn.push(...pathOf(line, steps, { x, y }))
  shown.forEach((one, at) => {
    const next = shown[at + 1]
    const here = { x1: x(one.members), y1: y(one.median) }
    if (next) drawn.push({ ...here, x2: x(next.members), y2: y(next.median), stroke: MEASURED, width: 2.5 })
    for (const rate of one.perSecond.slice(0, MOST_ROUNDS))
      boxes.push({ ...dot(x(one.members), y(rate), DOT), fill: PAPER, stroke: MEASURED })
    boxes.push({ ...dot(x(one.members), y(one.median), DOT + 1), fill: MEASURED, stroke: MEASURED })
  })
  const widest = Math.max(...shown.map(({ median }) => textWidth(count(Math.round(median)), 12)))
  const numbered = Math.ceil((widest + 8) / (x(from + 1) - x(from)))
  for (const { members, median, least, most } of shown) {
    if ((members - first.members) % numbered !== 0) continue
    const below = y(Math.min(least, median)) + 16
    const above = y(Math.max(most, median)) - 14
    labels.push({
      ...{ x: x(members), y: below > bottom - 6 ? above : below, text: count(Math.round(median)) },
      ...{ anchor: 'middle', bold: true, halo: true, fill: MEASURED },
    })
  }
  for (const members of steps.filter((_, at) => at % numbered === 0))
    labels.push({ x: x(members), y: bottom + 16, text: count(members), anchor: 'middle' })
  labels.push({ x: (left + right) / 2, y: bottom + 34, text: 'members', anchor: 'middle' })
  const ends = [
    ...lines.map(({ name, stroke, rate }) => ({ name, fill: stroke, y: y(rate(last.members)) })),
    { name: ['as measured,', 'the median'] as const, fill: MEASURED, y: y(last.median) },
  ]
  for (const { name, fill, y: middle } of apart(ends, bottom, 34))
    name.forEach((text, at) => {
      labels.push({ x: right + 6, y: middle - 8 + at * 15, text, fill, bold: true })
    })
  labels.push({ x: MARGIN, y: bottom + 56, text: remark(inOrder, partitions, lines.length > 0), fill: MUTED })
  return { width: WIDTH, height: bottom + 70, boxes, labels, rules: [], lines: drawn }
}

/** Where one member was measured, what its rate promises for more of them. */
function references(cases: readonly MembersCase[], partitions: number | null): Reference[] {
  const one = cases.find(({ members }) => members === 1)
  if (one === undefined || partitions === null) return []
  return [
    {
      name: ['twice the members,', 'twice the rate'],
      ...{ stroke: MUTED, shape: 'straight', rate: (members) => one.median * members },
    },
    {
      name: [`${counted(partitions, 'partition')}:`, `${partitions} / ceil(${partitions} / members)`],
      ...{ stroke: STAIR, shape: 'stair' },
      rate: (members) => (one.median * partitions) / Math.ceil(partitions / members),
    },
  ]
}

interface Axes {
  readonly x: (members: number) => number
  readonly y: (rate: number) => number
}

/** Dashed: from number to number of members, or a step for each. */
function pathOf({ shape, rate, stroke }: Reference, steps: readonly number[], { x, y }: Axes): Line[] {
  const looks = { stroke, width: 1.5, dashed: true }
  return steps.flatMap((members, at): Line[] => {
    const next = steps[at + 1]
    const here = y(rate(members))
    if (shape === 'straight')
      return next === undefined
        ? []
        : [{ x1: x(members), y1: here, x2: x(next), y2: y(rate(next)), ...looks }]
    const flat = { x1: x(members - 0.5), x2: x(members + 0.5), y1: here, y2: here, ...looks }
    if (next === undefined || rate(next) === rate(members)) return [flat]
    return [flat, { x1: x(members + 0.5), x2: x(members + 0.5), y1: here, y2: y(rate(next)), ...looks }]
  })
}

function dot(x: number, y: number, radius: number): Pick<Box, 'x1' | 'x2' | 'y1' | 'y2'> {
  return { x1: x - radius, x2: x + radius, y1: y - radius, y2: y + radius }
}

function remark(cases: readonly MembersCase[], partitions: number | null, lined: boolean): string {
  const rest = cases.length - Math.min(cases.length, MOST_MEMBERS)
  return [
    'A ring is a round.',
    ...(lined ? ['Both dashed lines begin at the median of 1 member.'] : []),
    ...(partitions !== null && !lined ? ['No lines of reference: they begin at 1 member.'] : []),
    ...(rest > 0 ? [`${counted(rest, 'more case')} in the numbers.`] : []),
  ].join(' ')
}
