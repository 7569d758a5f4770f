// @ts-check
// npm run kafka -- <tool> …: Kafka's own tools, by their names in Kafka's bin folder, on the jars of this project.
import path from 'node:path'
import { environmentOfJava } from './setup/java.mjs'
import { kafkaHome } from './setup/kafka.mjs'
import { findTool, listOfTools } from './setup/kafka-tools.mjs'
import { passThrough } from './setup/pass-through.mjs'
import { inProject } from './setup/project.mjs'
import { asCommand } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'

await asCommand(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (!name) return console.log(listOfTools())
  const tool = findTool(name)
  await setUp()
  const { java, jvmCache, classPath } = kafkaHome()
  process.exitCode = await passThrough(
    inProject(java),
    // The brokers' cache fits: a missing or outdated one is no fault (jvm.options).
    [
      '@environment/kafka/jvm.options',
      `-XX:AOTCache=${jvmCache}`,
      '-cp',
      classPath.join(path.delimiter),
      tool.className,
      ...args,
    ],
    { env: environmentOfJava() },
  )
})
