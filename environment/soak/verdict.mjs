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
const exerciseMime = 'application/vnd.kafka-groups-lab.exercise+json'

/** A sentence that tells the reader which cell or verb comes first, however it is put. */
const namesTheCell =
  /\b[Rr]un (?:[^.;]*\s)?cells?\b|\b[Ll]et a member join\b|\b[Cc]all \w+\(\) on (?:it|them) first\b/

/** Never shown to a reader: a stack trace, or words of Node.js and kafkajs in place of a sentence. */
const raw =
  /^\s+at .*[:(]\d+|KafkaJS\w*Error:|Cannot read propert|Cannot destructure|is not a function|is not iterable|is not defined/m

/** What stands below a sentence: why it came to that, in the words of whoever failed. */
const causes = /^\s*caused by .*$/gm

/**
 * Judges one run of a cell by the contract of running in any order.
 * @param {Run} run
 * @param {boolean} [pressed] whether the stop button was pressed and has not stopped anything yet: pressed as a cell ends, it
 *   may reach a later one: Node.js keeps a SIGINT that comes as a script ends, and breaks the next script of some length
 * @returns {Verdict} `said` is the sentence, or what is wrong
 */
export function verdictOf({ status, interrupted, name, message, traceback, outputs }, pressed = false) {
  const said = `${name}: ${message}`
  const whole = [said, ...traceback].join('\n')
  const refuted = bodies(outputs, claimMime).filter(({ holds }) => holds === false)
  const rawChecks = bodies(outputs, exerciseMime).filter(({ said }) => raw.test(String(said)))
  const stderr = outputs.flatMap(({ name, text }) => (name === 'stderr' && text ? [text] : [])).join('')
  if (status === 'hang') return wrong(`the cell did not end within its limit: ${message}`)
  if (status === 'died') return wrong('the kernel died')
  if (status === 'aborted') return wrong('the cell was not run')
  if (refuted.length > 0)
    return wrong(`refuted: ${refuted.map((each) => each.statement).join('; ')} (${said})`)
  if (rawChecks.length > 0) return wrong(`a check said: ${rawChecks.map((each) => each.said).join('; ')}`)
  if (stderr !== '') return wrong(`on stderr: ${stderr}`)
  if (status === 'ok') return { outcome: 'passed', said: '' }
  if ((interrupted || pressed) && /\bInterrupted\b/.test(said)) return { outcome: 'stopped', said }
  if (raw.test(whole.replace(causes, ''))) return wrong(whole)
  return namesTheCell.test(whole) ? { outcome: 'refused', said } : wrong(whole)
}

/** @param {string} said @returns {Verdict} */
function wrong(said) {
  return { outcome: 'wrong', said }
}

/** @param {Output[]} outputs @param {string} mime */
function bodies(outputs, mime) {
  return outputs.flatMap(({ data }) =>
    data && mime in data ? [/** @type {Record<string, unknown>} */ (data[mime])] : [],
  )
}
