import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { installedBrowser, whatToInstall } from './installed.js'

const program = installedBrowser()

/**
 * A group of tests that need a browser; it is started before them and closed after them. Where none is installed they are
 * skipped with a sentence, but in CI they fail with it.
 *
 *     inBrowser('the site', (browser) => test('opens', async () => { await (await browser().newPage()).goto(url) }))
 */
export function inBrowser(name: string, tests: (browser: () => Browser) => void): void {
  if (program === null && !process.env.CI) {
    // The reporter says how many are skipped, not why.
    process.stderr.write(`${whatToInstall()}\n`)
    test(name, ({ skip }) => skip(whatToInstall()))
    return
  }
  describe(name, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      if (program === null) throw new Error(whatToInstall())
      browser = await chromium.launch({ executablePath: program, args: ['--disable-dev-shm-usage'] })
    })
    afterAll(() => browser?.close())
    tests(() => {
      if (!browser) throw new Error('The browser has not been started: ask for it inside a test.')
      return browser
    })
  })
}
