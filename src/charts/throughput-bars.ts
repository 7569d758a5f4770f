import { INK, LINE, MUTED } from './colour.js'
import { rateTicks } from './rate-ticks.js'
import type { Box, Label, Rule, Scene } from './scene.js'
import type { MeasuredCase } from './throughput.js'
import { count, counted, shortened, textWidth } from './words.js'

const WIDTH = 800
const MARGIN = 16
const TOP = 44
const ROW = { pitch: 34, height: 18 }
const BAR = '#8fb3dd'
const MOST = 24

/** A bar for each case as long as its median, with the spread as a bracket and the numbers behind it. */
export function throughputBars(title: string, measured: readonly MeasuredCase[]): Scene {
  const shown = measured.slice(0, MOST)
  const names = shown.map((one) => shortened(String(one.case), 30))
  const left = MARGIN + Math.max(...names.map((name) => textWidth(name, 13)), 60) + 12
  const said = shown.map((one) => sayingOf(one))
  const right = WIDTH - MARGIN - Math.max(...said.map((text) => textWidth(text, 12)), 0) - 10
  const ticks = rateTicks(Math.max(...shown.map(({ most, median }) => Math.max(most, median)), 0))
  const x = (rate: number): number => left + (rate / (ticks.at(-1) ?? 1)) * (right - left)
  const boxes: Box[] = []
  const rules: Rule[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 78), size: 16, bold: true }]
  if (shown.length === 0) {
    labels.push({ x: MARGIN, y: 52, text: 'Nothing has been measured yet.' })
    return { width: WIDTH, height: 68, boxes, labels, rules }
  }
  const bottom = TOP + shown.length * ROW.pitch
  const lines = ticks.map((tick) => {
    const ends = { x1: x(tick), x2: x(tick), y1: TOP, y2: bottom + 4 }
    return { ...ends, stroke: tick === 0 ? LINE : '#e6e9ee', width: 1 }
  })
  shown.forEach(({ median, least, most }, at) => {
    const y = TOP + at * ROW.pitch + ROW.pitch / 2
    const half = ROW.height / 2
    labels.push({ x: MARGIN, y, text: names[at] ?? '', size: 13, bold: true })
    boxes.push({
      x1: left,
      x2: Math.max(x(median), left + 1),
      y1: y - half,
      y2: y + half,
      fill: BAR,
      stroke: BAR,
    })
    boxes.push({ x1: x(least), x2: x(most), y1: y - 0.5, y2: y + 0.5, fill: INK, stroke: INK })
    for (const end of [least, most]) rules.push({ x: x(end), y1: y - 5, y2: y + 5, stroke: INK, thin: true })
    labels.push({ x: WIDTH - MARGIN, y, text: said[at] ?? '', anchor: 'end', bold: true })
  })
  for (const tick of spaced(ticks, x))
    labels.push({ x: x(tick), y: bottom + 14, text: count(tick), anchor: 'middle' })
  labels.push({ x: (left + right) / 2, y: bottom + 32, text: 'messages a second', anchor: 'middle' })
  labels.push({ x: MARGIN, y: bottom + 54, text: remark(measured, shown.length), fill: MUTED })
  return { width: WIDTH, height: bottom + 68, boxes, labels, rules, lines }
}

function sayingOf({ median, least, most, perSecond }: MeasuredCase): string {
  const middle = count(Math.round(median))
  return perSecond.length < 2
    ? middle
    : `${middle} (${count(Math.round(least))} to ${count(Math.round(most))})`
}

/** The ticks whose numbers have room beside each other, the last one among them. */
function spaced(ticks: readonly number[], x: (rate: number) => number): readonly number[] {
  const room = x(ticks[1] ?? 1) - x(0)
  const every = Math.ceil((textWidth(count(ticks.at(-1) ?? 0), 12) + 10) / room)
  return ticks.filter((_, at) => at % every === 0)
}

function remark(measured: readonly MeasuredCase[], shown: number): string {
  const rest = measured.length - shown
  const more = rest > 0 ? ` ${counted(rest, 'more case')} in the numbers.` : ''
  return `A bar is the median of the rounds, the bracket goes from the least to the most.${more}`
}
