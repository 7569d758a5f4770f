import { spawnSync } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { checkNode, enginesRange } from '../../environment/setup/node.mjs'

// Five programs are run one after another.
vi.setConfig({ testTimeout: 60_000 })

test.each(['20.19.0', '20.20.2', '22.12.0', '24.1.0'])(
  'Node.js %s is one that package.json allows',
  (version) => {
    expect(() => checkNode(version, enginesRange())).not.toThrow()
  },
)

test.each(['18.20.4', '20.18.3', '21.7.0', '22.11.0'])('Node.js %s is refused', (version) => {
  expect(() => checkNode(version, enginesRange())).toThrowError(`this is Node.js ${version}.`)
})

test('each platform is told its own remedy', () => {
  const said = (platform: NodeJS.Platform): string => {
    try {
      checkNode('18.20.4', enginesRange(), platform)
    } catch (error) {
      return String(error)
    }
    return ''
  }
  expect(said('darwin')).toBe(
    'Unmet: Kafka Groups Lab needs Node.js 20.19 or later within 20, or 22.12 or later; this is Node.js 18.20.4. ' +
      'Install one with `brew install node@22`, open a new terminal and run the command again.',
  )
  expect(said('win32')).toContain('`winget install OpenJS.NodeJS.LTS`')
  expect(said('linux')).toContain('`nvm install 22`')
})

test('every command says it as its only line, and does nothing', () => {
  const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})'
  for (const command of ['setup', 'start', 'test', 'jupyter', 'kafka-tool']) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', older, `environment/${command}.mjs`, ...(command === 'kafka-tool' ? ['topics'] : [])],
      { encoding: 'utf8' },
    )
    expect({ command, status, stdout, stderr }).toEqual({
      command,
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^Kafka Groups Lab needs Node\.js 20\.19 or later within 20, or 22\.12 or later; this is Node\.js 18\.20\.4\. Install [^\n]+ and run the command again\.\n$/,
      ),
    })
  }
})

test('a range that is not understood is a defect of package.json, not of the reader', () => {
  expect(() => checkNode('20.19.0', '~20.19')).toThrowError(
    'package.json: cannot read "engines.node": ~20.19',
  )
})
