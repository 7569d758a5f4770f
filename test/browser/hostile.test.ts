import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { notebook as fileOf, removeFolders, siteOf } from '../environment/export/pages.js'
import { endJupyterLab, startJupyterLab } from '../environment/started.js'
import { inBrowser } from './browser.js'
import { complaints } from './complaints.js'
import { type CopiedNotebooks, copiedNotebooks } from './copied-notebooks.js'
import { type NotebookPage, openNotebook } from './notebook-page.js'

// JupyterLab, a kernel and a Kafka start.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const name = 'hostile.ipynb'

/** What would run, or ask the network, were it taken for more than text; the address is one that nobody has. */
const evil = [
  '<img src=x onerror="window.__owned=1">',
  '</script><script>window.__owned=2</script>',
  '</svg><svg onload="window.__owned=3">',
  '[click](javascript:window.__owned=4)',
  '<a href="javascript:window.__owned=5">click</a>',
  '"><iframe src="http://192.0.2.1/"></iframe>',
  '</details></figure><style>@import "http://192.0.2.1/a.css"</style>',
]

/** Such messages through Kafka, as keys, values, headers, and names of members and groups; shown in every way. */
const cell = `import { charts, claim, exercise, openLab, play, predict, progress, show } from './src/index'
const lab = await openLab()
const evil = ${JSON.stringify(evil)}
await lab.provision([{ topic: 'hostile' }], { fresh: true })
const sent = await lab.produce('hostile', evil.map((key) => ({ key, value: { text: key }, headers: { note: key } })))
const reader = await lab.join(evil[1], 'hostile', { as: evil[0], fresh: true })
const seen = await reader.receive()
await reader.ack(seen.slice(0, 3))
const now = await lab.observe({ groups: [evil[1]] })
await reader.leave()
await show(charts.order(sent, { partitions: 1, label: ({ value }) => value.text }), charts.distribution(sent, { partitions: 1, title: evil[2] }))
await show(charts.offsets(now), charts.acknowledgements(now), charts.assignments(now))
await show({ title: evil[0], alt: evil.join(' '), table: { columns: evil, rows: [evil] } })
await play(charts.rebalanceSteps(lab.timeline({ group: evil[1] })))
for (const text of evil) claim(text, text, text)
predict(evil[0], evil[1], evil[2], { misconceptions: [{ guess: evil[1], name: evil[4], hint: evil[5] }] })
await exercise(evil[0], () => evil[1])
await progress(evil[0], 1, (step) => step())
console.log(evil.join('\\n'))
seen[0]`

/** What in a page is live that should be text, as its HTML. */
const live = (): string[] =>
  [
    ...document.querySelectorAll(
      '[onerror], [onload], iframe[src*="192.0.2.1"], a[href^="javascript"], img[src="x"], img[src$="/x"]',
    ),
  ].map((each) => each.outerHTML)
const owned = (): unknown => (window as { __owned?: unknown }).__owned

inBrowser('messages, keys and names full of markup and script', (browser) => {
  let copy: CopiedNotebooks
  let context: BrowserContext | undefined
  let page: Page
  let notebook: NotebookPage

  beforeAll(() => {
    copy = copiedNotebooks({})
    writeFileSync(path.join(copy.folder, 'notebooks', name), fileOf([{ code: cell }]))
  })
  afterAll(async () => {
    await context?.close()
    await endJupyterLab()
    copy?.remove()
    removeFolders()
  })

  /** All that is text in what was looked at, with markup as it stands there. */
  const missingIn = (text: string): string[] => evil.filter((each) => !text.includes(each))

  test('are text in JupyterLab: nothing runs and no request leaves', async () => {
    const { address } = await startJupyterLab(copy.env)
    context = await browser().newContext({ viewport: { width: 1400, height: 1000 } })
    const said = complaints(context, { own: new RegExp(`^(http|ws)://${address.host}/`), levels: ['error'] })
    page = await context.newPage()
    await page.goto(address.href)
    await page.locator('.jp-DirListing-item', { hasText: 'notebooks' }).dblclick({ timeout: 60_000 })
    await page.locator('.jp-DirListing-item', { hasText: name }).waitFor()
    notebook = await openNotebook(page, name, 1)
    await notebook.run(0)
    await notebook.idle()
    expect(await page.locator('.jp-OutputArea-output[data-mime-type*="error"]').allTextContents()).toEqual([])
    expect(missingIn((await notebook.outputs(0).allTextContents()).join('\n'))).toEqual([])
    expect(await page.evaluate(live)).toEqual([])
    expect(await page.evaluate(owned)).toBeUndefined()
    expect(said).toEqual([])
    await notebook.save()
    expect(copy.cells(name)[0]?.outputs.length).toBeGreaterThan(10)
  })

  test('are text in the exported page: nothing runs and no request leaves', async () => {
    const outputs = copy.cells(name)[0]?.outputs ?? []
    expect(outputs.length).toBeGreaterThan(10)
    const site = await siteOf({ hostile: ['# Hostile', { code: cell, outputs }] })
    await context?.close()
    context = await browser().newContext({ viewport: { width: 1200, height: 900 } })
    const said = complaints(context, { own: /^file:/, levels: ['error', 'warning'] })
    page = await context.newPage()
    await page.goto(`${pathToFileURL(path.join(site, 'hostile'))}.html`)
    await page.waitForLoadState('networkidle')
    const text = await page.evaluate(() => document.body.textContent ?? '')
    expect(missingIn(text)).toEqual([])
    expect(await page.evaluate(live)).toEqual([])
    expect(await page.evaluate(owned)).toBeUndefined()
    expect(said).toEqual([])
  })

  test('would be seen, were one of them taken for markup', async () => {
    await page.setContent(evil.join('\n'))
    await page.waitForFunction(() => (window as { __owned?: unknown }).__owned !== undefined)
    expect(await page.evaluate(live)).not.toEqual([])
  })
})
