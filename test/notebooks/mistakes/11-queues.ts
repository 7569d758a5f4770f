import type { Mistakes } from '../mistakes.js'

/** Acquires the three returns, and says this of them. */
const returns = (words: string) =>
  `await lab.provision([{ topic: 'returns', partitions: 1 }], { fresh: true })
await lab.produce('returns', [{ value: { id: 0 } }, { value: null }, { value: { id: 2 } }])
const clerk = await lab.joinShare('clerks', 'returns', { fresh: true })
const [good, unreadable, fine] = await clerk.acquire()
${words}`
const notDone = (lag: number) => `lag ${lag}: released, or without a word, is not done.`
const lost = 'one that can be read was not accepted: it is lost.'

/** Lets both join with these options, and acquire. */
const pair = (options: string, before = '') =>
  `${before}const pair = await lab.joinShare('pair', 'parcels', { as: ['C1', 'C2'], fresh: true${options} })
const mine = [await pair[0].acquire(), await pair[1].acquire({ timeoutMs: 500 })]
const shares = mine.map(parcelsOfOne => parcelsOfOne.length)
for (const [index, each] of mine.entries()) await pair[index].release(each)
shares`
const oneTookAll = 'C1 got 60 and C2 0: limit exactly what one acquires (acquireMode).'

const three = (thumbnails: string, balance: string, fraud: string) =>
  `const thumbnails: string | null = ${thumbnails}
const balance: string | null = ${balance}
const fraud: string | null = ${fraud}`
const [share, consumer] = ["'share group'", "'consumer group'"]
const wordless = 'put a word into each of the three.'
const jobs = 'thumbnails: each picture is a job of its own, in no order.'

export const answers: Mistakes['answers'] = {
  'nothing is left to do in returns, and the unreadable one was not accepted': [
    { mistake: 'nothing', answer: '', said: notDone(2) },
    {
      mistake: 'accepted, to be rid of it',
      answer: returns('await clerk.accept([good, unreadable, fine])'),
      said: 'the unreadable one was accepted, as if it had been done.',
    },
    {
      mistake: 'released, so that somebody else may try',
      answer: returns('await clerk.accept([good, fine])\nawait clerk.release([unreadable])'),
      said: notDone(1),
    },
    {
      mistake: 'nothing said of it',
      answer: returns('await clerk.accept([good, fine])'),
      said: notDone(1),
    },
    {
      mistake: 'rejected, and all behind it',
      answer: returns('await clerk.accept([good])\nawait clerk.reject([unreadable, fine])'),
      said: lost,
    },
  ],
  'both members get parcels': [
    { mistake: 'nothing', answer: '', said: oneTookAll },
    { mistake: 'a limit alone', answer: pair(', maxRecords: 30'), said: oneTookAll },
    { mistake: 'the mode alone', answer: pair(", acquireMode: 'record_limit'"), said: oneTookAll },
    {
      mistake: 'a limit that is as large as all',
      answer: pair(", acquireMode: 'record_limit', maxRecords: 60"),
      said: oneTookAll,
    },
    {
      mistake: 'any text for a mode',
      answer: pair(', ...few', "const few = { acquireMode: 'record_limit', maxRecords: 10 }\n"),
      error: 'TypeScript: cell 2:20 No overload matches this call.',
      said: oneTookAll,
    },
    {
      mistake: 'from the end on',
      answer: pair(", acquireMode: 'record_limit', maxRecords: 10, from: 'end'"),
      said: 'nobody got any: begin at the beginning, or run the cell above once more.',
    },
  ],
  'a kind of group for each of three services': [
    { mistake: 'nothing', answer: '', said: wordless },
    { mistake: 'one left open', answer: three(share, consumer, 'null'), said: wordless },
    { mistake: 'what one knows', answer: three(consumer, consumer, consumer), said: jobs },
    { mistake: 'misspelt', answer: three("'share'", "'consumer'", "'consumer'"), said: jobs },
    {
      mistake: 'the new thing for all',
      answer: three(share, share, share),
      said: 'the balance: a booking builds on the one before it.',
    },
    {
      mistake: 'a job of its own each month',
      answer: three(share, consumer, share),
      said: 'fraud: to read again is to go back to an offset.',
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  comesNext: { '[3, 4, 5, 6, 7, 8, 9]': 'A position goes back', '[]': 'What failed is gone' },
  packersWithWork: { '1': 'A partition has one owner', '2': 'One is always idle' },
}

export const early: Mistakes['early'] = [
  "TypeScript: cell 2:36 Cannot find name 'clerk'.",
  "TypeScript: cell 2:22 Cannot find name 'shares'.",
  "TypeScript: cell 2:8 Cannot find name 'thumbnails'.",
]
