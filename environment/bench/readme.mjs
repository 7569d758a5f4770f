// @ts-check
import { Unmet } from '../setup/unmet.mjs'
import { machineLine } from './machine.mjs'
import { table } from './report.mjs'

const begin = '<!-- Measured: npm run bench writes what stands from here -->'
const end = '<!-- to here. -->'

/**
 * bench/README.md with another run in place of the one in it; what stands outside of the two marks is written by hand, and stays.
 * @param {string} text
 * @param {import('./last-run.mjs').Run} run
 * @returns {string}
 * @throws {Unmet} when a mark is missing
 */
export function withRun(text, { machine, results }) {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to < from)
    throw new Unmet(
      `Cannot write the run into bench/README.md: wanted the lines '${begin}' and '${end}', which enclose the last one, and found them not. Put them back and run it again.`,
    )
  const parts = [
    begin,
    machineLine(machine),
    '![Each row by its target, on a logarithmic axis: left of the line it is met](results.svg)',
    table(results),
    end,
  ]
  return `${text.slice(0, from)}${parts.join('\n\n')}${text.slice(to + end.length)}`
}
