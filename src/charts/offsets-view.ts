import { INK, LINE, MUTED, SIGNAL } from './colour.js'
import { barLabels, type OffsetBar } from './offsets-labels.js'

const BAND = 26

/** One topic's bars; `groups` and `colours` are those of the whole picture, `at` is the view's index. */
export interface TopicView {
  readonly bars: readonly OffsetBar[]
  readonly groups: readonly string[]
  readonly colours: readonly string[]
  /** Px to the left of the bars for the names of groups. */
  readonly names: number
  readonly width: number
  readonly at: number
}

/** One topic: solid to the committed offset, pale from there to the log end, dashed where a group never committed. */
export function topicView({ bars, groups, colours, names, width, at }: TopicView): object {
  const { low, high } = extent(bars, bars[0]?.topic ?? '')
  const here = groups.filter((group) => bars.some((bar) => bar.group === group))
  const x = (field: string): object => ({
    ...{ field, type: 'quantitative', scale: { domain: [low, high], nice: false, zero: false } },
    axis: { title: 'offset', format: ',d', values: wholeTicks(low, high) },
  })
  const encoding = {
    y: {
      ...{ field: 'where', type: 'nominal', sort: null, scale: { paddingInner: 0.18, paddingOuter: 0.06 } },
      axis: { title: null, offset: names, labelFontWeight: 600 },
    },
    yOffset: { field: 'group', sort: here, scale: { domain: here, paddingInner: 0.16 } },
    opacity: { condition: { param: 'picked', value: 1 }, value: 0.12 },
    tooltip: TOOLTIP,
  }
  const bar = (from: string, to: string, mark: object): object => ({
    mark: { type: 'bar', ...mark },
    encoding: {
      x: x(from),
      x2: { field: to },
      color: {
        ...{ field: 'group', type: 'nominal', scale: { domain: groups, range: colours } },
        legend: { title: 'group', titleOrient: 'left', symbolType: 'square', symbolStrokeWidth: 0 },
      },
    },
  })
  const text = (field: string, place: object, mark: object): object => ({
    mark: { type: 'text', baseline: 'middle', fontSize: 12, color: INK, ...mark },
    encoding: { x: place, text: { field, type: 'nominal' } },
  })
  const only = (test: string, layer: object): object => ({ transform: [{ filter: test }], ...layer })
  return {
    title: {
      text: bars[0]?.topic ?? '',
      anchor: 'start',
      frame: 'bounds',
      fontSize: 14,
      fontWeight: 600,
      offset: 8,
    },
    width,
    height: { step: BAND, for: 'offset' },
    data: {
      values: bars.map((each) => ({ ...each, ...barLabels(each, { low, high, width, groups, colours }) })),
    },
    encoding,
    layer: [
      {
        name: selectable(at),
        ...only(
          'datum.committed !== null',
          bar('read', 'end', { fillOpacity: 0.22, strokeOpacity: 0.55, strokeWidth: 1, stroke: LINE }),
        ),
      },
      only(
        'datum.committed === null',
        bar('start', 'end', { fillOpacity: 0, stroke: LINE, strokeDash: [4, 3] }),
      ),
      bar('start', 'read', {}),
      only('datum.committed !== null', {
        mark: { type: 'tick', color: SIGNAL, thickness: 3, size: BAND - 1 },
        encoding: { x: x('read') },
      }),
      text('name', { value: 0 }, { align: 'right', dx: -8, fontWeight: 600 }),
      text('inside', x('read'), { align: 'right', dx: -7, fontWeight: 600, color: { expr: 'datum.ink' } }),
      text('rest', x('end'), { align: 'right', dx: -7, color: MUTED }),
      text('beside', x('end'), { align: 'left', dx: 9 }),
    ],
  }
}

/**
 * The name of the layer of view `at` that carries the selection. It has to be the first one with a colour: Vega-Lite makes
 * a layer's legend from its first, and only a legend whose layer has the selection answers to a click.
 */
export function selectable(at: number): string {
  return `lag ${at}`
}

/** First and last offset of a topic's bars; an empty log still has a width. */
export function extent(bars: readonly OffsetBar[], topic: string): { low: number; high: number } {
  const mine = bars.filter((bar) => bar.topic === topic)
  const low = Math.min(...mine.map((bar) => bar.start))
  return { low, high: Math.max(...mine.map((bar) => bar.end), low + 1) }
}

/** Round whole offsets from `low` to `high`, about eight of them. */
function wholeTicks(low: number, high: number): number[] {
  const rough = Math.max((high - low) / 8, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  const first = Math.ceil(low / step) * step
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step)
}

const TOOLTIP = [
  { field: 'topic', title: 'topic' },
  { field: 'partition', title: 'partition' },
  { field: 'group', title: 'group' },
  { field: 'committedText', title: 'committed offset' },
  { field: 'end', title: 'log end offset', type: 'quantitative', format: ',d' },
  { field: 'lagText', title: 'lag' },
].map((one) => ({ type: 'nominal', ...one }))
