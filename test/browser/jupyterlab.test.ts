import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { endJupyterLab, startJupyterLab } from '../environment/started.js'
import { inBrowser } from './browser.js'
import { complaints } from './complaints.js'
import { type CopiedNotebooks, copiedNotebooks } from './copied-notebooks.js'
import { type NotebookPage, openNotebook } from './notebook-page.js'
import { picturesIn } from './pictures.js'
import { stepThrough } from './stepper.js'

// JupyterLab, a kernel and a Kafka start, and a whole lesson is run.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const lesson = '02-two-groups.ipynb'
/** The cell of the lesson that imports and opens the lab, and the one after it that has code. */
const [opening, story] = [1, 3]
const added = [
  `import { live } from './src/index'
const flow = await lab.traffic('orders', { perSecond: 20 })
const look = () => lab.observe({ topics: ['orders'] })
await live(async () => charts.offsets(await look()), { until: new Promise(() => {}) })`,
  `await flow.stop()
claim('the topic has its three partitions', (await look()).partitions.length, 3)`,
  "lab.join('A', )",
  `import { play } from './src/index'
await play(charts.rebalanceSteps(lab.timeline({ group: 'A' })))`,
]

inBrowser('JupyterLab, as npm start opens it', (browser) => {
  let copy: CopiedNotebooks
  let context: BrowserContext
  let page: Page
  let notebook: NotebookPage
  let opened = 0
  let said: string[] = []
  const original = readFileSync(path.join('notebooks', lesson))

  beforeAll(async () => {
    copy = copiedNotebooks({ [lesson]: added })
    const { address } = await startJupyterLab(copy.env)
    context = await browser().newContext({ viewport: { width: 1400, height: 1000 } })
    // JupyterLab itself warns in the console that a kernel is restarting.
    said = complaints(context, { own: new RegExp(`^(http|ws)://${address.host}/`), levels: ['error'] })
    page = await context.newPage()
    await page.goto(address.href)
  })
  afterEach(() => expect(said).toEqual([]))
  afterAll(async () => {
    await context?.close()
    await endJupyterLab()
    copy?.remove()
  })

  /** The number of a cell that was added to the lesson. What JupyterLab saves may have another cell at its end. */
  const addedCell = (at: number): number => opened - added.length + at

  test('README comes first, as a page; the lessons stand in order; there is our kernel and no other', async () => {
    await page.locator('.jp-MarkdownViewer h1', { hasText: 'Kafka Groups Lab' }).waitFor({ timeout: 60_000 })
    await page.locator('.jp-DirListing-item', { hasText: 'notebooks' }).dblclick()
    await page.locator('.jp-DirListing-item', { hasText: lesson }).waitFor()
    const listed = await page.locator('.jp-DirListing-itemText').allTextContents()
    expect(listed.filter((name) => name.endsWith('.ipynb')).map((name) => name.slice(0, 2))).toEqual([
      '00',
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
    ])
    await page.locator('[data-command="launcher:create"]').first().click()
    const cards = page.locator('.jp-LauncherCard')
    await cards.first().waitFor()
    const kernels = ['Notebook', 'Console'].map((kind) =>
      page.locator(`.jp-LauncherCard[data-category="${kind}"] .jp-LauncherCard-label`).allTextContents(),
    )
    expect(await Promise.all(kernels)).toEqual([['TypeScript'], ['TypeScript']])
    const panels = await page
      .locator('.jp-SideBar .lm-TabBar-tab')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.id ?? ''))
    expect(panels).toContain('filebrowser')
    expect(panels.filter((id) => /extension|debugger/.test(id))).toEqual([])
  })

  test('lesson 02, cell by cell with Shift-Enter: claims hold, and every picture is there', async () => {
    const cells = copy.cells(lesson)
    opened = cells.length
    notebook = await openNotebook(page, lesson, cells.length)
    const missing: string[] = []
    for (const [index, { isCode, source }] of cells.slice(0, -added.length).entries()) {
      if (!isCode) continue
      await notebook.run(index)
      const text = (await notebook.outputs(index).allTextContents()).join('\n')
      const ticks = text.match(/✓/g)?.length ?? 0
      const claims = source.match(/\bclaim\(/g)?.length ?? 0
      if (ticks < claims || text.includes('✗')) missing.push(`${claims} claims of cell ${index}: ${text}`)
      const drawn = source.match(/\bcharts\.\w+\(/g)?.length ?? 0
      await vi
        .waitUntil(
          async () => {
            const pictures = await picturesIn(notebook.outputs(index))
            return pictures.length === drawn && pictures.every((seen) => seen > 5)
          },
          { timeout: 10_000, interval: 100 },
        )
        .catch(() => missing.push(`${drawn} pictures of cell ${index}`))
    }
    expect(missing).toEqual([])
    expect(await page.locator('.jp-OutputArea-output[data-mime-type*="error"]').count()).toBe(0)
  })

  test('Shift-Tab between the brackets of a call shows what is called', async () => {
    const cell = notebook.cell(addedCell(2)).locator('.cm-content')
    await cell.click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Shift+Tab')
    const shown = page.locator('.jp-Tooltip', { hasText: 'join(group' })
    await shown.waitFor()
    await page.keyboard.press('Escape')
    await shown.waitFor({ state: 'detached' })
  })

  test('the stepper steps, and its keys stay with it', async () => {
    await notebook.run(addedCell(3))
    await stepThrough(page, notebook.outputs(addedCell(3)).locator('.kgl-stepper'))
  })

  test('a live picture moves, the stop button ends it with a sentence, and the next cell works', async () => {
    const [live, next] = [addedCell(0), addedCell(1)]
    await notebook.begin(live)
    const output = notebook.outputs(live)
    const picture = (): Promise<string> =>
      output.evaluateAll((all) => all[0]?.querySelector('canvas')?.toDataURL() ?? '')
    let before = ''
    for (let changes = 0; changes < 3; changes++)
      before = await vi.waitUntil(
        async () => {
          await notebook.refuseError(live)
          const now = await picture()
          return now !== '' && now !== before ? now : false
        },
        { timeout: 30_000, interval: 50 },
      )
    // The picture and its words: each is replaced where it stands.
    expect(await output.count()).toBe(2)
    expect(await output.nth(1).innerText()).toMatch(/^In orders, .*\nThe numbers$/s)
    await notebook.press('notebook:interrupt-kernel')
    await notebook.finished(live)
    expect(await output.allTextContents()).toContainEqual(
      'Interrupted: the cell was stopped; what it started may still run',
    )
    expect(await picturesIn(output)).toHaveLength(1)
    await notebook.run(next)
    expect(await notebook.outputs(next).allTextContents()).toContainEqual(
      expect.stringContaining('✓the topic has its three partitions'),
    )
  })

  test('the first cell run again is on the same Kafka; after a restart of the kernel it is on a new one', async () => {
    const address = async (): Promise<string | undefined> =>
      /127\.0\.0\.1:\d+/.exec((await notebook.outputs(opening).allTextContents()).join('\n'))?.[0]
    const before = await address()
    await notebook.begin(opening)
    await vi.waitUntil(async () => (await notebook.finished(opening)) > 1, { timeout: 30_000, interval: 50 })
    expect(await address()).toBe(before)

    const restarted = page.waitForResponse(/\/api\/kernels\/[^/]+\/restart/)
    await notebook.press('notebook:restart-kernel')
    await page.locator('.jp-Dialog .jp-mod-accept').click()
    expect((await restarted).status()).toBe(200)
    await notebook.idle()
    await notebook.begin(opening)
    await vi.waitUntil(async () => (await notebook.finished(opening)) === 1, {
      timeout: 60_000,
      interval: 50,
    })
    expect((await notebook.outputs(opening).allTextContents()).join('\n')).toMatch(
      /^Apache Kafka 4\.2\.0, 1 broker at /,
    )
    await notebook.begin(story)
    await vi.waitUntil(async () => (await notebook.finished(story)) === 2, { timeout: 60_000, interval: 50 })
    expect((await notebook.outputs(story).allTextContents()).join('\n')).toContain(
      '✓the broker stored ten messages',
    )
  })

  test('what is saved goes to the copy, and nothing has asked the reader for anything', async () => {
    await notebook.save()
    expect(copy.cells(lesson)[story]?.outputs.length).toBeGreaterThan(0)
    expect(readFileSync(path.join('notebooks', lesson))).toEqual(original)
    expect(await page.locator('.jp-Dialog, .Toastify__toast').count()).toBe(0)
  })
})
