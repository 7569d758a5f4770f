import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { JSDOM } from 'jsdom'
import { writeSite } from '../../../environment/export/write-site.mjs'

/** A cell of an executed notebook; a string is Markdown. */
export type Cell =
  | string
  | { readonly code: string; readonly outputs?: readonly object[]; readonly tags?: readonly string[] }

/** Folders made here; who makes some removes them. */
const made: string[] = []

/** A folder of its own in the system's temporary folder. */
export function folder(): string {
  made.push(fs.mkdtempSync(path.join(os.tmpdir(), 'lab export ')))
  return made.at(-1) as string
}

/** Removes all folders that were made here. */
export function removeFolders(): void {
  for (const each of made.splice(0)) fs.rmSync(each, { recursive: true, force: true })
}

/** The text of a notebook file. */
export function notebook(cells: readonly Cell[]): string {
  const whole = cells.map((cell, at) =>
    typeof cell === 'string'
      ? { id: `c${at}`, cell_type: 'markdown', metadata: {}, source: cell }
      : {
          ...{ id: `c${at}`, cell_type: 'code', source: cell.code, outputs: cell.outputs ?? [] },
          ...{ metadata: { tags: cell.tags ?? [] }, execution_count: null },
        },
  )
  const kernelspec = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' }
  const metadata = { kernelspec, language_info: { name: 'typescript' } }
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: whole })
}

/** An output that displays something, by MIME type. */
export function shown(data: object): object {
  return { output_type: 'display_data', metadata: {}, data }
}

/** The site of some executed notebooks, by name. */
export async function siteOf(notebooks: Readonly<Record<string, readonly Cell[]>>): Promise<string> {
  const work = folder()
  const lessons = Object.entries(notebooks).map(([name, cells]) => {
    fs.writeFileSync(path.join(work, `${name}.ipynb`), notebook(cells))
    return { name, path: path.join(work, `${name}.ipynb`), folder: work, tookMs: 12_300 }
  })
  const stamp = { at: '1 May 2026, 10:00 UTC', versions: { 'Kafka Groups Lab': '0.1.0', kafkajs: '2.2.4' } }
  await writeSite(lessons, stamp, work)
  return path.join(work, 'site')
}

/** A page of a site, parsed; nothing in it runs. */
export function page(site: string, name: string): Document {
  return new JSDOM(fs.readFileSync(path.join(site, `${name}.html`), 'utf8')).window.document
}

/** The text of an element, with its white space in order. */
export function text(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** What a site refers to and does not hold, and what a browser would load from elsewhere. */
export function dangling(site: string): string[] {
  const pages = fs.readdirSync(site).filter((name) => name.endsWith('.html'))
  return pages.flatMap((name) => {
    const whole = page(site, path.basename(name, '.html'))
    const links = [...whole.querySelectorAll('[href], [src]')].filter((each) => {
      const to = each.getAttribute('href') ?? each.getAttribute('src') ?? ''
      if (to.startsWith('data:')) return false
      if (/^([a-z]+:)?\/\//.test(to)) return each.localName !== 'a'
      const [file = '', anchor] = to.split('#').map(decodeURIComponent)
      if (file !== '' && !fs.existsSync(path.join(site, file))) return true
      if (anchor === undefined) return false
      const target = file === '' ? whole : page(site, path.basename(file, '.html'))
      return target.getElementById(anchor) === null
    })
    return links.map((each) => `${name}: ${each.outerHTML.slice(0, 120)}`)
  })
}
