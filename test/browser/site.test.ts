import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { removeFolders } from '../environment/export/pages.js'
import { seriousFaults } from './axe.js'
import { inBrowser } from './browser.js'
import { complaints } from './complaints.js'
import { lessonsAsPages } from './lessons-as-pages.js'
import { stepThrough } from './stepper.js'

inBrowser('the exported site, opened from disk without a network', (browser) => {
  let site = ''
  let names: string[] = []
  let context: BrowserContext | undefined
  let said: string[] = []

  beforeAll(async () => {
    const made = await lessonsAsPages()
    site = made.site
    names = ['index', ...made.lessons]
  })
  afterAll(removeFolders)
  afterEach(async () => {
    await context?.close()
    expect(said).toEqual([])
  })

  /** A page of the site, loaded, in a window of its own. */
  async function opened(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    await context?.close()
    context = await browser().newContext({
      viewport: { width: 1200, height: 900 },
      offline: true,
      ...options,
    })
    said = complaints(context, { own: /^file:/, levels: ['error', 'warning'] })
    const page = await context.newPage()
    await goto(page, name)
    return page
  }
  const goto = (page: Page, name: string) => page.goto(`${pathToFileURL(path.join(site, name))}.html`)

  /** Whatever has a specification is drawn live. */
  const drawn = (page: Page) => page.waitForFunction(allLive)

  test('every link of every page leads to a page, and on it to a place', async () => {
    const page = await opened('index')
    const ids = new Map<string, string[]>()
    const links: string[] = []
    for (const name of names) {
      await goto(page, name)
      ids.set(`${name}.html`, await page.$$eval('[id]', (all) => all.map((each) => each.id)))
      links.push(...(await page.$$eval('a', (all) => all.map((each) => each.href))))
    }
    const dead = links.filter((link) => {
      const url = new URL(link)
      if (url.protocol === 'https:') return false
      const file = path.relative(site, fileURLToPath(`file://${url.pathname}`))
      if (url.protocol !== 'file:' || !fs.existsSync(path.join(site, file))) return true
      return url.hash !== '' && !ids.get(file)?.includes(decodeURIComponent(url.hash.slice(1)))
    })
    expect(dead).toEqual([])
    const pages = links
      .filter((link) => link.startsWith('file:'))
      .map((link) => path.basename(new URL(link).pathname))
    expect(names.map((name) => `${name}.html`).filter((file) => !pages.includes(file))).toEqual([])
  })

  test('the index leads to a lesson and that to the next, by clicks', async () => {
    const page = await opened('index')
    await page.locator('.lessons a').nth(2).click()
    await page.waitForURL(/02-two-groups\.html$/)
    await page.locator('.neighbours .after').click()
    await page.waitForURL(/03-one-group\.html$/)
    expect(await page.locator('h1').innerText()).toBe('One group, many members')
  })

  test('every picture has loaded, and those with a specification become live', async () => {
    const page = await opened('02-two-groups')
    const specified = await page.locator('script.vega-lite').count()
    expect(specified).toBeGreaterThan(0)
    await drawn(page)
    expect(await page.locator('.live .mark-rect path').count()).toBeGreaterThanOrEqual(specified)
    const sizes = await page.$$eval('.frame img', (all) =>
      all.map((each) => (each as HTMLImageElement).naturalWidth),
    )
    expect(sizes.length).toBeGreaterThan(0)
    expect(sizes.filter((width) => width === 0)).toEqual([])
    const mark = page.locator('.live .mark-rect path').first()
    await mark.hover()
    expect(await page.locator('.tip').first().innerText()).toMatch(/group/)
  })

  test.each([1200, 390])('the stepper steps, %i px wide', async (width) => {
    const page = await opened('04-rebalancing', { viewport: { width, height: 900 } })
    await stepThrough(page, page.locator('.kgl-stepper'))
  })

  test('by keyboard alone: Tab reaches folds and pictures, Enter unfolds, the space bar enlarges', async () => {
    const page = await opened('02-two-groups', { viewport: { width: 600, height: 900 } })
    const fold = page.locator('main details.numbers').first()
    const frame = page.locator('.frame').first()
    await tabTo(page, '.frame input')
    expect(await frame.evaluate((each) => getComputedStyle(each).outlineStyle)).toBe('solid')
    const small = await frame.locator('img').evaluate((each) => each.clientWidth)
    await page.keyboard.press('Space')
    expect(await frame.locator('img').evaluate((each) => each.clientWidth)).toBeGreaterThan(small)
    await tabTo(page, 'details.numbers > summary')
    expect(await fold.getAttribute('open')).toBeNull()
    await page.keyboard.press('Enter')
    expect(await fold.getAttribute('open')).toBe('')
    expect(await fold.locator('table').isVisible()).toBe(true)
  })

  test('on a phone nothing has to be scrolled sideways', async () => {
    const page = await opened('index', { viewport: { width: 390, height: 844 }, isMobile: true })
    const wide: string[] = []
    for (const name of names) {
      await goto(page, name)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > 390) wide.push(`${name}: ${width} px`)
    }
    expect(wide).toEqual([])
  })

  test.each(['light', 'dark'] as const)('%s: axe-core finds nothing serious', async (colorScheme) => {
    const page = await opened('index', { colorScheme })
    const faults: string[] = []
    for (const name of ['index', '02-two-groups', '04-rebalancing']) {
      await goto(page, name)
      await drawn(page)
      // What is folded is looked at too.
      await page.$$eval('details', (all) => {
        for (const each of all) each.setAttribute('open', '')
      })
      faults.push(...(await seriousFaults(page)).map((fault) => `${name}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})

const allLive = () =>
  document.querySelectorAll('.live svg').length === document.querySelectorAll('script.vega-lite').length

/** Presses Tab until the focus is on what a selector names; fails when it has been through the page without. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    if (await isThere()) return
  }
  throw new Error(`Wanted the focus on ${selector}, and 200 presses of Tab have not brought it there.`)
}
