import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inPlaceOf } from '../../../environment/export/in-place-of.mjs'
import { Unmet } from '../../../environment/setup/unmet.mjs'
import { folder, removeFolders } from './pages.js'

afterAll(removeFolders)

const never = new AbortController().signal
const ours = '<meta name="generator" content="Kafka Groups Lab">'

/** Makes a site of one page. */
const make = (words: string) => async (work: string) => {
  fs.mkdirSync(path.join(work, 'site'))
  fs.writeFileSync(path.join(work, 'site', 'index.html'), ours + words)
}
const index = (site: string) => fs.readFileSync(path.join(site, 'index.html'), 'utf8')

test('a new site takes the place of an earlier one, whole', async () => {
  const parent = folder()
  const site = path.join(parent, 'deep', 'site')
  await inPlaceOf(site, never, make('one'))
  fs.writeFileSync(path.join(site, 'old.html'), '')
  await inPlaceOf(site, never, make('two'))
  expect(index(site)).toBe(`${ours}two`)
  expect(fs.readdirSync(site)).toEqual(['index.html'])
  expect(fs.readdirSync(path.dirname(site))).toEqual(['site'])
})

test('one that fails or is stopped leaves the earlier one, and nothing beside it', async () => {
  const parent = folder()
  const site = path.join(parent, 'site')
  await inPlaceOf(site, never, make('one'))
  const failing = inPlaceOf(site, never, async (work) => {
    await make('two')(work)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrowError(new Error('no'))
  await inPlaceOf(site, AbortSignal.abort(), make('three'))
  expect(index(site)).toBe(`${ours}one`)
  expect(fs.readdirSync(parent)).toEqual(['site'])
})

test('what no export made is refused before anything is done', async () => {
  const site = folder()
  fs.writeFileSync(path.join(site, 'index.html'), 'a page of mine')
  const worked: string[] = []
  const refused = inPlaceOf(site, never, async (work) => void worked.push(work))
  await expect(refused).rejects.toThrowError(
    new Unmet(
      `Cannot export to ${site}: wanted a new folder, an empty one or an earlier export, found something else. ` +
        'Move it away, or name another folder: npm run export -- --to handout.',
    ),
  )
  expect(worked).toEqual([])
  expect(index(site)).toBe('a page of mine')
})

test('what a killed export left is swept; what another one is at stays', async () => {
  const parent = folder()
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  fs.mkdirSync(path.join(parent, `.site-${gone}`))
  fs.mkdirSync(path.join(parent, `.site-${process.ppid}`))
  await inPlaceOf(path.join(parent, 'site'), never, make('one'))
  expect(fs.readdirSync(parent).sort()).toEqual([`.site-${process.ppid}`, 'site'])
})
