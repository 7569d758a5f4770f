import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The text of the file that a variable names. Throws a sentence when it cannot be read. */
export function fileOf(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (problem) {
    const found = (problem as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read'
    throw new Error(
      `Cannot use ${variable}: the file ${path.resolve(file)} ${found}. Set it to the path of a file that you may read.`,
      { cause: problem },
    )
  }
}
