import { expect, vi } from 'vitest'
import type { Chart } from '../../src/charts/chart.js'
import { renderChart } from '../../src/charts/render.js'

/** The chart as SVG; a warning on the console while it is described and drawn is a failure, and so is a second look. */
export async function drawn(describe: () => Chart): Promise<string> {
  const spies = (['warn', 'error', 'log'] as const).map((name) =>
    vi.spyOn(console, name).mockReturnValue(undefined),
  )
  try {
    const svg = await renderChart(describe())
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([])
    expect(await renderChart(describe())).toBe(svg)
    return svg
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** The SVG with a line for each element: what a person can read and a diff can show. */
export function byLine(svg: string): string {
  return `${svg.replaceAll('><', '>\n<')}\n`
}
