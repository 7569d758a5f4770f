import type { Mistakes } from '../mistakes.js'

/** Both services, each so: its group, what it reads, the names of its instances. */
const services = (
  airnav: readonly [group: string, reads: string, as: string],
  flight24: readonly [group: string, reads: string, as: string],
) =>
  `let airnav = await lab.join('${airnav[0]}', ${airnav[1]}, { fresh: true, as: [${airnav[2]}] })
let flight24 = await lab.join('${flight24[0]}', ${flight24[1]}, { fresh: true, as: [${flight24[2]}] })`
const three = "'airnav-1', 'airnav-2', 'airnav-3'"
const two = "'flight24-1', 'flight24-2'"
const wantsThree = (found: string) => `'airnav' has ${found}, and wants airnav-1, airnav-2, airnav-3.`

/** Puts everybody to work with this onError, as the cell does. */
const allAtWork = (onError: string) =>
  `let works: { handling: { blocked: readonly unknown[]; retried: number }; stop(): Promise<unknown> }[] = []
for (const member of [...airnav, ...flight24])
  works.push(await member.work(track(member.name), { onError: ${onError} }))

const soon = airnavFeed.sent + 150
const airnavLag = await lab.sampleLag('airnav')
const lagOfAirnav = () => charts.lag(airnavLag.samples)
await live(lagOfAirnav, { until: () => airnavFeed.sent >= soon || airnavFeed.status !== 'running' })`
const standing = 'a partition stands still at a message that failed, and its lag grows.'

/** Joins flight24 under this name, as the second of flight24. */
const second = (as: string) =>
  `flight24[1] = await lab.join('flight24', 'live-flight-flight24', { as: '${as}' })`
const stillThere = 'flight24-2 is still in the group.'
const noRow = 'flight24-3 has joined, and no row in the table is by it: let it work, under its name.'

const settled = "await lab.settled('airnav', { members: 2 })\n"
const back = "airnav[1] = await lab.join('airnav', 'live-flight-airnav', { as: 'airnav-2' })\n"
const work = "works.push(await airnav[1].work(track('airnav-2'), { onError: slowly }))"
const tooEarly = 'it came back before the others had taken over.'

/** The books, with this for what is missing. */
const missing = (expression: string) =>
  `await airnavFeed.stop()
await flight24Feed.stop()
for (const work of works) await work.stop()
const ends = (await lab.describe('live-flight-airnav')).map(partition => partition.end)
const airnavSent = ends.reduce((sum, end) => sum + end, 0)
const missingFromAirnav: number | null = ${expression}`
const notThat = 'not that: missing is what was sent and is neither in the table nor in the queue.'
const unreadable = 'those that nobody can read are in the queue, and not missing.'

export const answers: Mistakes['answers'] = {
  'each service has a group of its own, with its instances, on its feed': [
    { mistake: 'nothing', answer: '', said: "one group, 'services', for two services." },
    {
      mistake: 'other names for the groups',
      answer: services(['service-airnav', 'feeds[0]', three], ['service-flight24', 'feeds[1]', two]),
      said: wantsThree('no members'),
    },
    {
      mistake: 'names that the lab gives',
      answer: services(['airnav', 'feeds[0]', "'C1', 'C2', 'C3'"], ['flight24', 'feeds[1]', "'C1', 'C2'"]),
      said: wantsThree('C1, C2, C3'),
    },
    {
      mistake: 'two instances for both',
      answer: services(['airnav', 'feeds[0]', "'airnav-1', 'airnav-2'"], ['flight24', 'feeds[1]', two]),
      said: wantsThree('airnav-1, airnav-2'),
    },
    {
      mistake: 'both feeds for both services',
      answer: services(['airnav', 'feeds', three], ['flight24', 'feeds', two]),
      said: 'airnav-1 reads live-flight-airnav and live-flight-flight24.',
    },
    {
      mistake: 'the feeds mixed up',
      answer: services(['airnav', 'feeds[1]', three], ['flight24', 'feeds[0]', two]),
      said: 'airnav-1 reads live-flight-flight24.',
    },
  ],
  'failures are tried again, and what cannot be read is in the queue': [
    { mistake: 'nothing', answer: '', said: standing },
    {
      mistake: 'tried again, as if all would pass',
      answer: allAtWork('retry({ times: 2, backoffMs: 10 })'),
      said: standing,
    },
    {
      mistake: 'tried again, and skipped then',
      answer: allAtWork("retry({ times: 2, backoffMs: 10, otherwise: 'skip' })"),
      said: 'letters in flight.DLQ: 0 of airnav, 0 of flight24.',
    },
    {
      mistake: 'put aside at the first failure',
      answer: allAtWork("deadLetter('flight.DLQ')"),
      said: 'nothing was tried a second time.',
    },
    {
      mistake: 'skipped',
      answer: allAtWork("'skip'"),
      said: 'nothing was tried a second time.',
    },
  ],
  'flight24-2 has left, and flight24-3 is at work': [
    { mistake: 'nothing', answer: '', said: stillThere },
    { mistake: 'started anew', answer: second('flight24-2'), said: stillThere },
    { mistake: 'taken away only', answer: 'await flight24[1].leave()', said: 'flight24-3 has not joined.' },
    { mistake: 'not put to work', answer: second('flight24-3'), said: noRow },
    {
      mistake: 'at work under the name of the old one',
      answer: "works.push(await flight24[1].work(track('flight24-2'), { onError: slowly }))",
      said: noRow,
    },
  ],
  'airnav-2 crashed, the others took over, it is back, and flight24 noticed nothing': [
    { mistake: 'nothing', answer: '', said: 'airnav-2 has not come back.' },
    { mistake: 'back at once', answer: `${back}${work}`, said: tooEarly, saidLate: 'solved' },
    {
      mistake: 'settled with three, as it is before the crash is noticed',
      answer: `${settled.replace('2', '3')}${back}${work}`,
      said: tooEarly,
      saidLate: 'solved',
    },
    {
      mistake: 'a pause in place of a fact',
      answer: `await pause(500)\n${back}${work}`,
      said: tooEarly,
      saidLate: 'solved',
    },
    {
      mistake: 'not put to work',
      answer: `${settled}${back}`,
      said: 'airnav-2 is back, and does nothing: put it to work.',
    },
    {
      mistake: 'help from the other service',
      answer: `${settled}${back}${work}
await lab.join('flight24', 'live-flight-flight24', { as: 'flight24-4' })`,
      said: 'flight24 rebalanced meanwhile: did one of its instances come or go?',
    },
    {
      mistake: 'sent home again',
      answer: `${settled}${back}${work}\nawait pause(1500)\nawait airnav[1].leave()`,
      said: 'in it now: airnav-1, airnav-3.',
    },
  ],
  'how many positions of airnav are missing': [
    { mistake: 'nothing', answer: '', said: 'put an expression in place of null.' },
    {
      mistake: 'without the queue',
      answer: missing("airnavSent - rowsOf('live-flight-airnav')"),
      said: unreadable,
    },
    {
      mistake: 'the queue of the queue',
      answer: missing("airnavSent - rowsOf('live-flight-airnav') - (await lettersFrom('flight.DLQ'))"),
      said: unreadable,
    },
    {
      mistake: 'no await',
      answer: missing("airnavSent - rowsOf('live-flight-airnav') - lettersFrom('live-flight-airnav')"),
      error:
        "TypeScript: cell 6:86 The right-hand side of an arithmetic operation must be of type 'any', 'number', 'bigint' or an enum type.",
      said: unreadable,
    },
    {
      mistake: 'the service in place of its feed',
      answer: missing("airnavSent - rowsOf('airnav')"),
      said: notThat,
    },
    {
      mistake: 'what is in the queue',
      answer: missing("await lettersFrom('live-flight-airnav')"),
      said: unreadable,
    },
  ],
}

export const guesses: Mistakes['guesses'] = {}

export const early: Mistakes['early'] = [
  "TypeScript: cell 5:7 Cannot find name 'airnav'.",
  "TypeScript: cell 10:19 Cannot find name 'works'.",
  "TypeScript: cell 2:81 Cannot find name 'feedSince'.",
  "TypeScript: cell 1:78 Cannot find name 'feedSince'.",
  "TypeScript: cell 2:24 Cannot find name 'rowsOf'. Did you mean 'rows'?",
]
