// @ts-check

/** What a run of a cell brought, as session.py tells it. */
/** @typedef {{ output_type?: string, name?: string, text?: string, data?: Record<string, unknown> }} Output */
/**
 * @typedef {{ status: 'ok' | 'error' | 'aborted' | 'hang' | 'died', interrupted: boolean, name: string | null,
 *   message: string | null, traceback: string[], outputs: Output[], ms: number }} Run
 */
/** passed: no error, and all claims hold. refused: a sentence says which cell to run first. stopped: by the stop button. */
/** @typedef {{ outcome: 'passed' | 'refused' | 'stopped' | 'wrong', said: string }} Verdict */

const claimMime = 'application/vnd.kafka-groups-lab.claim+json'

/** A sentence that tells the reader which cell comes first, however it is put. */
const namesTheCell = /\b[Rr]un (?:[^.;]*\s)?cells?\b/

/** Never shown to a reader: a stack trace, or words of Node.js and kafkajs in place of a sentence. */
const raw =
  /^\s+at .*[:(]\d+|KafkaJS\w*Error:|Cannot read propert|is not a function|is not iterable|is not defined/m

/**
 * Judges one run of a cell by the contract of running in any order.
 * @param {Run} run
 * @returns {Verdict} `said` is the sentence, or what is wrong
 */
export function verdictOf({ status, interrupted, name, message, traceback, outputs }) {
  const said = `${name}: ${message}`
  const whole = [said, ...traceback].join('\n')
  /** @param {string} what @returns {Verdict} */
  const wrong = (what) => ({ outcome: 'wrong', said: what })
  const refuted = outputs.flatMap(({ data }) => {
    const claim = /** @type {{ statement: string, holds: boolean } | undefined} */ (data?.[claimMime])
    return claim && !claim.holds ? [claim.statement] : []
  })
  const stderr = outputs.flatMap(({ name, text }) => (name === 'stderr' && text ? [text] : [])).join('')
  if (status === 'hang') return wrong('the cell did not end within its limit')
  if (status === 'died') return wrong('the kernel died')
  if (status === 'aborted') return wrong('the cell was not run')
  if (refuted.length > 0) return wrong(`refuted: ${refuted.join('; ')} (${said})`)
  if (stderr !== '') return wrong(`on stderr: ${stderr}`)
  if (status === 'ok') return { outcome: 'passed', said: '' }
  if (interrupted && (name === 'Interrupted' || /\bInterrupted\b/.test(String(message))))
    return { outcome: 'stopped', said }
  if (raw.test(whole)) return wrong(whole)
  return namesTheCell.test(whole) ? { outcome: 'refused', said } : wrong(whole)
}
