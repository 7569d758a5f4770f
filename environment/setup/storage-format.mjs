// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { environmentOfJava } from './java.mjs'
import { inProject } from './project.mjs'
import { lastLines, run } from './run.mjs'
import { Unmet } from './unmet.mjs'

/** An id that the tool asks for and that is not in the checkpoint: 16 bytes in URL-safe base64. */
const anyClusterId = Buffer.from('kafka-groups-lab').toString('base64url')

/**
 * Kafka's StorageTool formats a throw-away folder; its bootstrap.checkpoint names the feature levels of a new cluster and holds no
 * id, so that a copy of it formats any other folder in no time.
 * @param {string} java @param {string[]} classPath @param {string} target
 */
export async function makeCheckpoint(java, classPath, target) {
  const folder = `.lab/kafka/format-${process.pid}`
  fs.mkdirSync(inProject(folder), { recursive: true })
  try {
    const properties = `${folder}/server.properties`
    const lines = [
      'node.id=1',
      'process.roles=broker,controller',
      'listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093',
      'controller.listener.names=CONTROLLER',
      'controller.quorum.voters=1@127.0.0.1:9093',
      `log.dirs=${folder}/data`,
    ]
    fs.writeFileSync(inProject(properties), `${lines.join('\n')}\n`)
    const format = ['kafka.tools.StorageTool', 'format', '-t', anyClusterId, '-c', properties]
    const args = ['@environment/kafka/jvm.options', '-cp', classPath.join(path.delimiter), ...format]
    const { code, output } = await run(inProject(java), args, { env: environmentOfJava() })
    if (code !== 0) {
      throw new Unmet(
        `Set-up could not prepare Kafka's storage format: its StorageTool ended with ${code ?? 'no exit code'}. ` +
          `Its last lines are below; delete the folder .lab and run the command again.\n${lastLines(output)}`,
      )
    }
    fs.copyFileSync(inProject(folder, 'data', 'bootstrap.checkpoint'), `${target}.tmp`)
    fs.renameSync(`${target}.tmp`, target)
  } finally {
    fs.rmSync(inProject(folder), { recursive: true, force: true })
  }
}
