import path from 'node:path'
import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as charts from '../../../src/charts/index.js'
import { bundlesOf } from '../../../src/notebook/bundle.js'
import { twoGroups } from '../../charts/scenes.js'
import { removeFolders, shown, siteOf, text } from './pages.js'

afterAll(removeFolders)

let site = ''
/** What charts.js says of pictures that it cannot draw. */
const problems: string[] = []
beforeAll(async () => {
  const both = [charts.offsets(twoGroups), charts.assignments(twoGroups)]
  const pictures = (await Promise.all(both.map(bundlesOf))).flat()
  const long = Array.from({ length: 13 }, (_, at) => `const x${at} = ${at}`).join('\n')
  site = await siteOf({ '01-a': ['# 01 · A\n\n## B', { code: long, outputs: pictures.map(shown) }] })
})

/** The page with its scripts, which have run; its pictures are as wide as a window of this width lets them be. */
async function opened(width: number): Promise<DOMWindow> {
  const page = await JSDOM.fromFile(path.join(site, '01-a.html'), {
    runScripts: 'dangerously',
    resources: 'usable',
    // jsdom has no canvas to measure text with, and says so; Vega estimates then.
    virtualConsole: new VirtualConsole().on('warn', (said) => problems.push(said)),
    beforeParse(window) {
      // What every browser has and jsdom lacks; and jsdom lays nothing out.
      Object.assign(window, { structuredClone })
      const { HTMLElement } = window
      Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => width })
    },
  })
  const { window } = page
  await new Promise((resolve) => window.addEventListener('load', resolve))
  return window
}

test('where there is room, a picture with a specification is drawn live and says what the pointer is on', async () => {
  const { document, MouseEvent } = await opened(1000)
  await vi.waitUntil(() => document.querySelector('.live svg') ?? problems[0], {
    timeout: 20_000,
    interval: 50,
  })
  expect(problems).toEqual([])
  const [live, ...others] = document.querySelectorAll('.live')
  const { title, alt } = charts.offsets(twoGroups)
  expect(live?.getAttribute('aria-label')).toBe(`${title}. ${alt}`)
  expect(others).toEqual([])
  expect(document.querySelectorAll('.frame img')).toHaveLength(1)
  const tip = live?.querySelector('.tip')
  expect(tip?.hasAttribute('hidden')).toBe(true)
  const marks = [...(live?.querySelectorAll('.mark-rect path') ?? [])]
  const told = marks.map((mark) => {
    mark.dispatchEvent(new MouseEvent('pointermove', { bubbles: true, clientX: 1, clientY: 1 }))
    return tip?.hasAttribute('hidden') ? '' : text(tip)
  })
  expect(told.filter((each) => /group ?A/.test(each)).length).toBeGreaterThan(0)
})

test('on a phone every picture stays as it is, since it is made smaller', async () => {
  const { document } = await opened(358)
  expect(document.querySelectorAll('.frame img')).toHaveLength(2)
  expect(document.querySelectorAll('.live')).toHaveLength(0)
})

test('what is folded is unfolded for paper, and folded again', async () => {
  const window = await opened(358)
  const folded = () =>
    [...window.document.querySelectorAll('details:not([open])')].map((each) => each.className)
  const before = folded()
  expect(before).toEqual(['contents fold', 'code', 'numbers', 'numbers'])
  window.dispatchEvent(new window.Event('beforeprint'))
  expect(folded()).toEqual(['contents fold'])
  window.dispatchEvent(new window.Event('afterprint'))
  expect(folded()).toEqual(before)
})
