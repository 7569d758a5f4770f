import type { BrowserContext } from 'playwright-core'

/**
 * What goes wrong in the pages of a context from now on, each as a line: requests that fail or that go elsewhere than
 * `own` allows, errors and warnings in the console, exceptions that nobody caught.
 *
 *     const said = complaints(context, /^file:/)
 *     await page.goto(address)
 *     expect(said).toEqual([])
 */
export function complaints(context: BrowserContext, own: RegExp): string[] {
  const said: string[] = []
  context.on('request', (request) => {
    const url = request.url()
    if (!own.test(url) && !/^(data|blob):/.test(url)) said.push(`asks ${url}`)
  })
  context.on('requestfailed', (request) => {
    said.push(`failed ${request.url()}: ${request.failure()?.errorText}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) said.push(`${response.status()} ${response.url()}`)
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (problem) => {
    said.push(`uncaught: ${problem.error().message}`)
  })
  return said
}
