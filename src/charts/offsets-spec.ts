import { INK, PAPER } from './colour.js'
import type { VegaLiteSpec } from './libraries.js'
import { type BarLabels, barLabels, type OffsetBar } from './offsets-labels.js'
import { extent, selectable, topicView } from './offsets-view.js'
import { VEGA_LOOK } from './vega-look.js'
import { shortened, textWidth } from './words.js'

/** What the picture is made of; `colours` belong to `groups` in order. */
export interface OffsetsPicture {
  readonly title: string
  readonly alt: string
  readonly bars: readonly OffsetBar[]
  readonly groups: readonly string[]
  readonly colours: readonly string[]
}

const WIDTH = 800
const PADDING = 16
const PARTITION_LABELS = 96
/** Px a letter takes where Vega cannot measure and estimates; less in a browser, so that the picture never grows. */
const LETTER = 9.6

/**
 * A Vega-Lite specification that carries everything that decides its looks, so that no theme restyles it. One view a
 * topic, and one selection over all of them: a click in the legend brings out a group.
 */
export function offsetsSpec({ title, alt, bars, groups, colours }: OffsetsPicture): VegaLiteSpec {
  const whole = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: `${title}. ${alt}`,
    title: { text: title, anchor: 'start', frame: 'bounds', fontSize: 16, fontWeight: 600, offset: 14 },
    background: PAPER,
    padding: PADDING,
    config: VEGA_LOOK,
  } as const
  if (bars.length === 0) {
    const mark = { type: 'text', text: alt, align: 'left', x: 0, fontSize: 12, color: INK } as const
    return { ...whole, width: WIDTH - 2 * PADDING, height: 20, data: { values: [{}] }, mark }
  }
  const topics = [...new Set(bars.map((bar) => bar.topic))]
  const names = Math.max(...groups.map((group) => textWidth(shortened(group, 22), 12)), 20) + 16
  const narrow = WIDTH - 2 * PADDING - names - PARTITION_LABELS - 240
  const narrowly = (bar: OffsetBar): BarLabels =>
    barLabels(bar, { ...extent(bars, bar.topic), width: narrow, groups, colours })
  const beside = Math.max(...bars.map((bar) => narrowly(bar).beside.length), 0) * LETTER + 10
  const width = Math.max(WIDTH - 2 * PADDING - names - PARTITION_LABELS - beside, narrow)
  return {
    ...whole,
    params: [
      {
        name: 'picked',
        select: { type: 'point', fields: ['group'] },
        bind: 'legend',
        views: topics.map((_, at) => selectable(at)),
      },
    ],
    vconcat: topics.map((topic, at) =>
      topicView({ bars: bars.filter((bar) => bar.topic === topic), groups, colours, names, width, at }),
    ),
    resolve: { scale: { yOffset: 'independent' } },
    spacing: 24,
  }
}
