import { aText, mustBe } from '../model/shape.js'
import { shown } from '../model/shown.js'
import { wordsOf } from '../model/thrown.js'
import { card, element, escaped } from './card.js'
import { display } from './display.js'

/** Output for machines, by which tests count exercises: { task, solved, said }. */
const EXERCISE = 'application/vnd.kafka-groups-lab.exercise+json'

const SOLVED = '#1d7a3e'
const OPEN = '#8a5a00'

/**
 * Checks what the reader did for an exercise and says so on a card. The check returns true when it is solved, or a sentence
 * that says what is still missing, or which mistake was made. Never throws for an exercise that is not solved, so that a notebook
 * runs through with its exercises open; a check that throws, because a cell above has not run, is told on the card. The folded solution is not given here: it is the markdown cell
 * below, in `<details>`, so that it can be read without a kernel too.
 *
 *     await exercise('Move B to offset 7.', async () => {
 *       const at = (await lab.observe()).group('B').committed['demo-topic']?.[0]
 *       return at === 7 || `B's committed offset is ${at}, not 7 yet.`
 *     })
 */
export async function exercise(
  task: string,
  check: () => true | string | Promise<true | string>,
): Promise<void> {
  const next = "Write await exercise('Move B to offset 7.', () => at === 7 || 'B is not there yet.')."
  mustBe(task, aText, 'Cannot show an exercise', 'its task in words', next)
  if (typeof check !== 'function')
    throw new TypeError(
      `Cannot check the exercise "${task}": wanted a function, found ${shown(check)}. ${next}`,
    )
  const said = await verdict(check)
  const solved = said === true
  const answer = solved ? 'solved' : `not yet: ${said}`
  const colour = solved ? SOLVED : OPEN
  const sign = element(
    'span',
    { color: colour, 'font-weight': '700', 'margin-right': '8px' },
    solved ? '✓' : '○',
  )
  const line = element('div', { 'font-weight': '600' }, `${sign}${escaped(task)}`)
  const below = element('div', { 'margin-left': '22px', color: colour }, escaped(answer))
  display({
    'text/html': card(`${line}${below}`, colour),
    'text/plain': `${solved ? '✓' : '○'} ${task}\n  ${answer}`,
    [EXERCISE]: { task, solved, said: solved ? null : said },
  })
}

async function verdict(check: () => true | string | Promise<true | string>): Promise<true | string> {
  try {
    const said: unknown = await check()
    if (said === true || typeof said === 'string') return said
    return `the check returned ${shown(said)}, wanted true or a sentence that says what is missing.`
  } catch (error) {
    const problem = wordsOf(error)
    return `the check could not be made: ${problem.replace(/\.?$/, '.')} Run the cells above, from the first one on, and then this one again.`
  }
}
