import { aText, fieldsOf, listOf, orNothing, type Shape } from '../model/shape.js'

const cell: Shape = (value, path) =>
  value === null || ['string', 'number'].includes(typeof value) ? null : { path, found: value }

const table = fieldsOf({ columns: listOf(aText), rows: listOf(listOf(cell)), missing: orNothing(aText) })

const vegaLite = fieldsOf({ kind: aText, spec: fieldsOf({}) })
const plot = fieldsOf({ kind: aText, scene: fieldsOf({}) })

/** How a picture is described; what the drawing library thinks of the description, it says itself. */
const picture: Shape = (value, path) => {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind
  if (kind !== 'vega-lite' && kind !== 'plot') return { path, found: value }
  return (kind === 'plot' ? plot : vegaLite)(value, path)
}

/** A panel that can be shown. */
export const panelShape: Shape = fieldsOf({ title: aText, alt: aText, table })

/** A chart that can be drawn. */
export const chartShape: Shape = fieldsOf({ title: aText, alt: aText, table, picture })
