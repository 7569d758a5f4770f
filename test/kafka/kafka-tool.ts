import { execFile } from 'node:child_process'
import { delimiter } from 'node:path'
import { promisify } from 'node:util'
import { installation } from '../../src/cluster/installation.js'
import { environmentOfJava } from '../../src/cluster/node.js'

/** Runs one of Kafka's own tools by the name of its class, and returns what it says. Throws when it fails. */
export async function kafkaTool(className: string, args: readonly string[]): Promise<string> {
  const { java, classPath } = installation()
  const { stdout } = await promisify(execFile)(
    java,
    ['@environment/kafka/jvm.options', '-cp', classPath.join(delimiter), className, ...args],
    { env: environmentOfJava() },
  )
  return stdout
}
