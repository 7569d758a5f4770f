import { expect, test } from 'vitest'
import { installedBrowser, type Machine, placesOf, whatToInstall } from './installed.js'

const linux: Machine = { platform: 'linux', env: { PATH: '/opt/bin:' } }
const mac: Machine = { platform: 'darwin', env: { PATH: '', HOME: '/me' } }
const windows: Machine = {
  platform: 'win32',
  env: { PROGRAMFILES: 'C:\\Programs', LOCALAPPDATA: 'C:\\Mine', Path: 'C:\\Elsewhere' },
}

const found = (machine: Machine, ...there: string[]) =>
  installedBrowser(machine, (file) => there.includes(file))

test('on Linux by name in PATH first, then in the usual places although PATH is short', () => {
  expect(found(linux, '/usr/bin/chromium', '/opt/bin/google-chrome')).toBe('/opt/bin/google-chrome')
  expect(found(linux, '/snap/bin/chromium', '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome')
  expect(found({ ...linux, env: {} }, '/usr/bin/chromium-browser')).toBe('/usr/bin/chromium-browser')
  expect(placesOf(linux).filter((file) => !file.startsWith('/'))).toEqual([])
})

test('on macOS among the applications of all and of one’s own', () => {
  const chrome = 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  expect(found(mac, `/me/${chrome}`)).toBe(`/me/${chrome}`)
  expect(found(mac, `/me/${chrome}`, `/${chrome}`)).toBe(`/${chrome}`)
})

test('on Windows among the programs', () => {
  expect(placesOf(windows)).toEqual([
    'C:\\Programs\\Chromium\\Application\\chrome.exe',
    'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Mine\\Chromium\\Application\\chrome.exe',
    'C:\\Mine\\Google\\Chrome\\Application\\chrome.exe',
  ])
})

test('LAB_CHROMIUM counts alone', () => {
  const named = { ...linux, env: { LAB_CHROMIUM: '/my/chrome', PATH: '/usr/bin' } }
  expect(found(named, '/my/chrome', '/usr/bin/chromium')).toBe('/my/chrome')
  expect(found(named, '/usr/bin/chromium')).toBeNull()
  expect(whatToInstall(named)).toBe(
    'Browser tests need the program that LAB_CHROMIUM names, and there is no /my/chrome: correct it, or unset it.',
  )
})

test('where there is none, a sentence says what to install', () => {
  expect(found(linux)).toBeNull()
  expect(whatToInstall(linux)).toBe(
    'Browser tests need an installed Chromium or Chrome, and there is none in the usual places: ' +
      'install one with `sudo apt-get install chromium` or what your system has in its place, or name its program in LAB_CHROMIUM.',
  )
  expect(whatToInstall(mac)).toContain('`brew install --cask chromium`')
  expect(whatToInstall(windows)).toContain('`winget install Google.Chrome`')
})
