import type { BrowserContext } from 'playwright-core'

/**
 * What goes wrong in the pages of a context from now on, each as a line: requests that fail or that go elsewhere than
 * `own` allows, what the console says at one of the levels, exceptions that nobody caught.
 *
 *     const said = complaints(context, { own: /^file:/, levels: ['error'] })
 *     await page.goto(address)
 *     expect(said).toEqual([])
 */
export function complaints(
  context: BrowserContext,
  { own, levels }: { readonly own: RegExp; readonly levels: readonly string[] },
): string[] {
  const said: string[] = []
  context.on('request', (request) => {
    const url = request.url()
    if (!own.test(url) && !/^(data|blob):/.test(url)) said.push(`asks ${url}`)
  })
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    // Given up because the page was left: a page's icon is fetched after everything else.
    if (why !== 'net::ERR_ABORTED') said.push(`failed ${request.url()}: ${why}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) said.push(`${response.status()} ${response.url()}`)
  })
  context.on('console', (message) => {
    if (levels.includes(message.type())) said.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (problem) => {
    said.push(`uncaught: ${problem.error().message}`)
  })
  return said
}
