/**
 * The libraries that draw, as far as they are used here. Their own types are not imported: the kernel's compiler reads every
 * file that an import names, and theirs (with those of the browser that they need) are four times as much text as src, read
 * at the first cell of every kernel. The test of this file holds what is said here against the real types.
 */

/** Options for Observable Plot's `plot`. */
export type PlotOptions = Readonly<Record<string, unknown>>

/** What Plot draws in one layer, made by Plot itself; or a function that makes an SVG element. */
export type Mark = object

/** Observable Plot. */
export interface PlotLibrary {
  plot(options: PlotOptions): SvgElement
  frame(options: object): Mark
  rect(data: readonly object[], options: object): Mark
  link(data: readonly object[], options: object): Mark
  ruleX(data: readonly object[], options: object): Mark
  text(data: readonly object[], options: object): Mark
}

/** An element of a document of jsdom's. */
export interface SvgElement {
  readonly outerHTML: string
  setAttribute(name: string, value: string): void
  appendChild(child: object): unknown
}

/** A document of jsdom's. */
export interface SvgDocument {
  createElementNS(namespace: 'http://www.w3.org/2000/svg', name: string): SvgElement
}

/** jsdom: the document that Plot draws in. */
export interface JsdomLibrary {
  readonly JSDOM: new (html: string) => { readonly window: { readonly document: SvgDocument } }
}

/** A Vega-Lite specification: JSON, so that it can be shown as it is. */
export type VegaLiteSpec = Readonly<Record<string, unknown>>

/** Vega-Lite: makes a Vega specification. */
export interface VegaLiteLibrary {
  compile(spec: object): { readonly spec: object }
}

/** Vega: draws it, from what its own `parse` makes. */
export interface VegaLibrary<Runtime = unknown> {
  readonly Warn: number
  parse(spec: object): Runtime
  readonly View: new (
    runtime: Runtime,
    options: { readonly renderer: 'none'; readonly logLevel: number },
  ) => { toSVG(): Promise<string>; finalize(): unknown }
}
