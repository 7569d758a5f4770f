import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startEmbedded } from '../../src/cluster/embedded.js'
import { clustersFolder } from '../../src/cluster/folder.js'
import { waitFor } from '../../src/wait.js'
import { stopButton } from '../lab/interrupted.js'
import { failure } from '../lab/with-lab.js'
import { processesOf } from './processes.js'

const button = stopButton()

const own = (): string[] => readdirSync(clustersFolder).filter((name) => name.startsWith(`${process.pid}-`))

test('a start that the reader stops while Kafka writes its first files: the sentence, and no broker and no folder is left', async () => {
  const stopped = failure(startEmbedded())
  const folder = await waitFor('Kafka to write to its folder', () => {
    const [name] = existsSync(clustersFolder) ? own() : []
    const files = name === undefined ? [] : readdirSync(`${clustersFolder}/${name}`, { recursive: true })
    return files.some((file) => String(file).includes('__cluster_metadata'))
      ? `${clustersFolder}/${name}`
      : undefined
  })
  button.press()
  expect((await stopped).message).toMatch(
    /^Interrupted while waiting for Apache Kafka to start at 127\.0\.0\.1:\d+; last seen: the process runs, /,
  )
  expect(processesOf(folder).brokers).toEqual([])
  expect(own()).toEqual([])
})
