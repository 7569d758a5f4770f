import { existsSync } from 'node:fs'
import path from 'node:path'

/** What decides where a browser is looked for. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const macApplications = ['Chromium', 'Google Chrome']

/**
 * Where a Chromium or a Chrome may be installed, in the order in which they count: `LAB_CHROMIUM` alone when it is set; else
 * the usual names in PATH, and then the usual places, also those that a short PATH leaves out.
 *
 *     placesOf({ platform: 'linux', env: { PATH: '/opt/bin' } })[0]   // '/opt/bin/chromium'
 */
export function placesOf({ platform, env }: Machine): string[] {
  if (env.LAB_CHROMIUM) return [env.LAB_CHROMIUM]
  const { join } = platform === 'win32' ? path.win32 : path.posix
  const within = (folders: readonly (string | undefined)[], files: readonly string[]): string[] =>
    folders.flatMap((folder) => (folder ? files.map((file) => join(folder, file)) : []))
  if (platform === 'win32')
    return within(
      [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA],
      ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe'],
    )
  const inPath = within((env.PATH ?? '').split(':'), names)
  if (platform === 'darwin')
    return [
      ...inPath,
      ...within(
        ['/Applications', env.HOME && join(env.HOME, 'Applications')],
        macApplications.map((name) => `${name}.app/Contents/MacOS/${name}`),
      ),
    ]
  return [...new Set([...inPath, ...within(['/usr/bin', '/usr/local/bin', '/snap/bin'], names)])]
}

/** The program of the first browser that is there; null when none is. */
export function installedBrowser(
  machine: Machine = process,
  isThere: (file: string) => boolean = existsSync,
): string | null {
  return placesOf(machine).find(isThere) ?? null
}

/** What to do where {@link installedBrowser} finds none. */
export function whatToInstall({ platform, env }: Machine = process): string {
  if (env.LAB_CHROMIUM)
    return `Browser tests need the program that LAB_CHROMIUM names, and there is no ${env.LAB_CHROMIUM}: correct it, or unset it.`
  const remedies: Partial<Record<NodeJS.Platform, string>> = {
    darwin: '`brew install --cask chromium`',
    win32: '`winget install Google.Chrome`',
  }
  const remedy = remedies[platform] ?? '`sudo apt-get install chromium` or what your system has in its place'
  return `Browser tests need an installed Chromium or Chrome, and there is none in the usual places: install one with ${remedy}, or name its program in LAB_CHROMIUM.`
}
