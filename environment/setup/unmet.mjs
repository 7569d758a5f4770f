// @ts-check

/** Something that set-up or a command needs is not there. The message is whole sentences for the reader, and is all they see. */
export class Unmet extends Error {
  name = 'Unmet'
}

/**
 * Runs a command's main function; an {@link Unmet} becomes its sentence on stderr and exit code 1.
 * Anything else is a defect of ours and keeps its stack.
 * @param {() => Promise<unknown>} main
 */
export async function asCommand(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof Unmet)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
