import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A notebook that is open in JupyterLab; cells are counted from 0, prose included. */
export interface NotebookPage {
  readonly cell: (index: number) => Locator
  /** A cell's outputs, one after the other. */
  readonly outputs: (index: number) => Locator
  /** Clicks into a cell's code, presses Shift-Enter and waits for nothing. */
  readonly begin: (index: number) => Promise<void>
  /** Runs a cell as a reader does, and waits until it has a number; comes back with that number. Throws the error that it shows. */
  readonly run: (index: number) => Promise<number>
  /** Waits until a cell that was begun has a number, and comes back with it. */
  readonly finished: (index: number) => Promise<number>
  /** Throws the error that a cell shows. */
  readonly refuseError: (index: number) => Promise<void>
  /** Clicks a button of the notebook's toolbar, by its command. */
  readonly press: (command: string) => Promise<void>
  /** Saves, and waits until that is done: the file is whole again. */
  readonly save: () => Promise<void>
  /** Waits until the kernel is there and has nothing to do. */
  readonly idle: () => Promise<void>
}

const patienceMs = 60_000

/** The notebook that a double click on its name in the list of files opens, with all its cells and its kernel. */
export async function openNotebook(page: Page, name: string, cells: number): Promise<NotebookPage> {
  await page.locator('.jp-DirListing-item', { hasText: name }).dblclick()
  const panel = page.locator('.jp-NotebookPanel')
  // By their numbers in the notebook: JupyterLab takes cells that it draws anew out of the page for a moment.
  const cell = (index: number): Locator => panel.locator(`.jp-Cell[data-windowed-list-index="${index}"]`)
  await cell(cells - 1).waitFor({ state: 'attached', timeout: patienceMs })

  const idle = async (): Promise<void> => {
    // The mark in the notebook's toolbar is that of an idle kernel also before there is one; the status bar tells.
    await page
      .locator('#jp-main-statusbar', { hasText: 'TypeScript | Idle' })
      .waitFor({ timeout: patienceMs })
  }
  const begin = async (index: number): Promise<void> => {
    await cell(index).locator('.cm-content').click()
    await page.keyboard.press('Shift+Enter')
  }
  const finished = async (index: number): Promise<number> => {
    const prompt = cell(index).locator('.jp-InputPrompt', { hasText: /\[\d+\]/ })
    // Attached is enough: JupyterLab does not lay out what is far from the window.
    await prompt.waitFor({ state: 'attached', timeout: patienceMs })
    return Number(/\d+/.exec((await prompt.textContent()) ?? '')?.[0])
  }
  const refuseError = async (index: number): Promise<void> => {
    const errors = await cell(index).locator('[data-mime-type*="error"]').allTextContents()
    if (errors.length > 0) throw new Error(`Cell ${index} shows an error: ${errors.join('\n')}`)
  }
  await idle()
  return {
    cell,
    outputs: (index) => cell(index).locator('.jp-OutputArea-output'),
    begin,
    async run(index) {
      await begin(index)
      const number = await finished(index)
      await refuseError(index)
      return number
    },
    finished,
    refuseError,
    async save() {
      const saved = page.waitForResponse((response) => {
        return response.request().method() === 'PUT' && response.url().includes('/api/contents/')
      })
      await page.keyboard.press('Control+s')
      expect((await saved).status()).toBe(200)
    },
    press: (command) => panel.locator(`.jp-Toolbar [data-command="${command}"]`).click(),
    idle,
  }
}
