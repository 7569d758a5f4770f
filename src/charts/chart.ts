import type { VegaLiteSpec } from './libraries.js'
import type { Scene } from './scene.js'

/** One value of a table; null is something that does not exist (never committed, no leader), and is not 0. */
export type Cell = string | number | null

/** Numbers in rows. Every row has one cell a column. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** What a null says, in the reader's words; by default a dash. */
  readonly missing?: string
}

/** A result without a picture: a title, a sentence that says the finding, and the numbers. */
export interface Panel {
  /** Says what is shown. */
  readonly title: string
  /** A sentence that says what the numbers come to; read aloud in place of the picture. */
  readonly alt: string
  readonly table: Table
}

/** How a picture is described: a Vega-Lite specification (interactive in JupyterLab) or a scene for Observable Plot. */
export type Picture =
  | { readonly kind: 'vega-lite'; readonly spec: VegaLiteSpec }
  | { readonly kind: 'plot'; readonly scene: Scene }

/** A described picture. It is drawn by `renderChart` and shown by `show`; making one touches no DOM, clock or chance. */
export interface Chart extends Panel {
  readonly picture: Picture
}

/** Whether a value can be shown: a panel, with or without a picture. Its cells are not looked at. */
export function isPanel(value: unknown): value is Panel {
  const found = value as Partial<Panel> | null | undefined
  return typeof found?.title === 'string' && typeof found.alt === 'string' && Array.isArray(found.table?.rows)
}
