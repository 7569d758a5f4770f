import { existsSync, readFileSync } from 'node:fs'

/** What set-up installed of Kafka: `.lab/kafka.json`. Every path is relative to the project root. */
export interface Installation {
  /** Version of Apache Kafka, for instance 4.2.0. */
  readonly version: string
  readonly java: string
  readonly classPath: readonly string[]
  /** The file that makes a hand-written data folder the same as one formatted by Kafka's StorageTool. */
  readonly bootstrapCheckpoint: string
  /** Ahead-of-time cache of the JVM; it is made in the background after set-up and may not be there yet. */
  readonly jvmCache: string
}

/** Reads what set-up installed. Throws a sentence when set-up has not run here. */
export function installation(): Installation {
  const record = '.lab/kafka.json'
  if (!existsSync(record))
    throw new Error(
      `Cannot start Apache Kafka: ${record} is missing, so Kafka is not installed in this project. ` +
        'Run npm start (or npm test) once in the project folder; it installs what is missing.',
    )
  return JSON.parse(readFileSync(record, 'utf8')) as Installation
}
