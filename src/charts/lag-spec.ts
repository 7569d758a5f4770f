import type { LagSample } from '../model/lag-sample.js'
import type { MemberChange } from '../model/member-changes.js'
import { apart } from './apart.js'
import { INK, MUTED, PAPER } from './colour.js'
import {
  changeLayers,
  endLayer,
  lineLayer,
  type Place,
  peakLayer,
  TOTAL,
  thinColour,
  totalLayers,
} from './lag-layers.js'
import type { VegaLiteSpec } from './libraries.js'
import { markers } from './markers.js'
import { thinned } from './thinned.js'
import { VEGA_LOOK } from './vega-look.js'
import { count, counted, ending, shortened, textWidth } from './words.js'

/** A partition that has a line of its own, under the name that the picture has for it. */
export interface LagLine {
  readonly topic: string
  readonly partition: number
  readonly name: string
}

/** What the picture is made of. */
export interface LagPicture {
  readonly title: string
  readonly alt: string
  readonly samples: readonly LagSample[]
  readonly changes: readonly MemberChange[]
  readonly lines: readonly LagLine[]
}

const WIDTH = 800
const PADDING = 16
const HEIGHT = 240
const AXIS = 66
const ROW = 18
const MOST_SAMPLES = 240
const MOST_LINES = 8

/** A Vega-Lite specification that carries everything that decides its looks. */
export function lagSpec(picture: LagPicture): VegaLiteSpec {
  const { title, alt, samples, changes } = picture
  const shown = thinned(samples, MOST_SAMPLES, ({ total }) => total)
  const whole = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: `${title}. ${alt}`,
    title: {
      ...{ text: shortened(title, 76), anchor: 'start', frame: 'bounds', fontSize: 16, fontWeight: 600 },
      ...{ offset: 12, subtitle: note(picture, shown.length), subtitleColor: MUTED, subtitleFontSize: 12 },
    },
    background: PAPER,
    padding: PADDING,
    config: VEGA_LOOK,
  } as const
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last) {
    const mark = { type: 'text', text: alt, align: 'left', x: 0, fontSize: 12, color: INK } as const
    return { ...whole, width: WIDTH - 2 * PADDING, height: 20, data: { values: [{}] }, mark }
  }
  const seconds = (atMs: number): number => Math.round(atMs - first.atMs) / 1_000
  const lines = picture.lines.slice(0, MOST_LINES).map((line, at) => {
    const points = shown.flatMap((sample) => {
      const value = sample.lag[line.topic]?.[line.partition] ?? null
      return value === null ? [] : [{ s: seconds(sample.atMs), value }]
    })
    return { name: ending(line.name, 18), points, at }
  })
  const drawn = lines.filter(({ points }) => points.length > 0)
  const highest = Math.max(...samples.map(({ total }) => total), 1)
  const names = [...drawn.map(({ name }) => name), 'total'].map((name) => `${name}: ${count(highest)}`)
  const width = WIDTH - 2 * PADDING - AXIS - Math.max(...names.map((name) => textWidth(name, 12)))
  const until = seconds(last.atMs) || 1
  const marks = markers(
    changes.map((change) => ({ ...change, x: (seconds(change.atMs) / until) * width })),
    0,
    width,
  )
  const top = ROW * (1 + Math.max(-1, ...marks.map(({ row }) => row))) + 22
  const height = HEIGHT + top
  const place: Place = { width, height, top, until, highest }
  const py = (value: number): number => height - (value / highest) * (height - top)
  const ends = [
    { text: `total: ${count(last.total)}`, y: py(last.total), colour: TOTAL },
    ...drawn.map(({ name, points, at }) => {
      const value = points.at(-1)?.value ?? 0
      return { text: `${name}: ${count(value)}`, y: py(value), colour: thinColour(at) }
    }),
  ]
  const total = shown.map((sample) => ({
    ...{ s: seconds(sample.atMs), value: sample.total },
    ...Object.fromEntries(
      picture.lines.slice(0, MOST_LINES).map((line, at) => {
        return [`p${at}`, sample.lag[line.topic]?.[line.partition] ?? 'never committed']
      }),
    ),
  }))
  const peak = total.reduce((most, one) => (one.value > most.value ? one : most))
  return {
    ...whole,
    ...{ width, height },
    layer: [
      ...changeLayers(marks, ROW, place),
      ...drawn.map(({ points, at }) => lineLayer(points, at, place)),
      ...totalLayers(total, lines, place),
      peakLayer(peak, place),
      endLayer(apart(ends, height, 14), place),
    ],
  }
}

/** What the picture leaves out. */
function note({ samples, lines }: LagPicture, shown: number): string {
  return [
    ...(shown < samples.length
      ? [`${shown} of ${counted(samples.length, 'sample')} are drawn, the highest and the lowest among them.`]
      : []),
    ...(lines.length > MOST_LINES ? [`The first ${MOST_LINES} of ${lines.length} partitions.`] : []),
  ].join(' ')
}
