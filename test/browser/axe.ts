import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * What axe-core finds serious or critical on a page as it is now: for each element the rule, its meaning and the element.
 *
 *     expect(await seriousFaults(page)).toEqual([])
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'], preload: false }),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`))
}
