import { FONT, INK, LINE } from './colour.js'

/**
 * The looks that every Vega-Lite picture carries in its specification. All colours are set, because JupyterLab's dark theme
 * sets whatever a specification leaves open.
 */
export const VEGA_LOOK = {
  font: FONT,
  view: { stroke: null },
  title: { color: INK, font: FONT },
  axis: {
    labelFontSize: 12,
    titleFontWeight: 400,
    domainColor: LINE,
    gridColor: '#e6e9ee',
    tickColor: LINE,
    labelColor: INK,
    titleColor: INK,
  },
  axisY: { domain: false, ticks: false, grid: false },
  legend: {
    orient: 'top',
    labelColor: INK,
    titleColor: INK,
    labelLimit: 180,
    labelFontSize: 12,
    titleFontSize: 12,
  },
  style: { 'guide-label': { fill: INK }, 'guide-title': { fill: INK }, 'group-title': { fill: INK } },
} as const
