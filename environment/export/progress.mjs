// @ts-check

/**
 * Shows how far the runs are: a line for each that is done, and on a terminal a line below that is written anew with each cell.
 * @param {number} total lessons
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} stream
 */
export function progress(total, stream) {
  /** @type {Map<string, string>} */
  const running = new Map()
  let finished = 0
  const clear = stream.isTTY ? '\r\x1b[2K' : ''
  const status = () => {
    if (stream.isTTY)
      stream.write(`${clear}${[...running].map(([name, far]) => `${name} ${far}`).join(', ')}`)
  }
  return {
    /** @param {string} name @param {number} done @param {number} cells */
    cell(name, done, cells) {
      if (!running.has(name) && !stream.isTTY) stream.write(`${name} …\n`)
      running.set(name, `(cell ${done} of ${cells})`)
      status()
    },
    /** @param {string} name @param {number} tookMs */
    done(name, tookMs) {
      running.delete(name)
      finished += 1
      stream.write(`${clear}${name}: ${Math.round(tookMs / 1000)} s (${finished} of ${total})\n`)
      status()
    },
    end() {
      stream.write(clear)
    },
  }
}
