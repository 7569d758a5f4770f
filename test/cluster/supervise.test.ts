import { existsSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { makeFolder, removeFolder } from '../../src/cluster/folder.js'
import { type Supervisor, supervise } from '../../src/cluster/supervisor.js'
import { waitFor } from '../../src/wait.js'
import { untilGone } from '../kernel/processes.js'

const root = process.cwd()
const said = vi.spyOn(console, 'error').mockImplementation(() => {})
let folder: string
let supervisor: Supervisor

afterEach(async () => {
  process.chdir(root)
  supervisor.end()
  removeFolder(folder)
  said.mockClear()
})

test('a supervisor that cannot run is given up after five attempts, and that is said once', async () => {
  folder = makeFolder()
  supervisor = supervise(folder, 'environment/no-such-supervisor.mjs')
  await waitFor('the sentence', () => (said.mock.calls.length > 0 ? true : undefined))
  const last = supervisor.pid()
  await untilGone(last)
  expect(supervisor.pid()).toBe(last)
  expect(said.mock.calls).toEqual([
    [
      "Cannot start the process that would end this notebook's Kafka when its kernel is killed: it ended 5 times at once. " +
        'The lab works without it; what a killed kernel leaves behind is ended by the next openLab().',
    ],
  ])
})

test('it is replaced also when a cell has changed the working directory, and removes the same folder', async () => {
  folder = makeFolder()
  supervisor = supervise(folder)
  const first = supervisor.pid()
  process.chdir('test')
  process.kill(first, 'SIGKILL')
  await waitFor('another supervisor', () => (supervisor.pid() !== first ? true : undefined))
  supervisor.end()
  process.chdir(root)
  await waitFor(`${folder} to be removed`, () => (existsSync(folder) ? undefined : true))
  expect(said).not.toHaveBeenCalled()
})
