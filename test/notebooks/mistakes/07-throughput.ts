import type { Mistakes } from '../mistakes.js'

/** The two numbers, declared as in the cell. */
const two = (leastForAll: string, timesWithSeven: string) =>
  `let leastForAll: number | null = ${leastForAll}
let timesWithSeven: number | null = ${timesWithSeven}`
const notBoth = 'put a number into each of the two.'
const busiest = 'with seven members the busiest has two of twelve.'

const needed = (count: string) => `let partitionsNeeded: number | null = ${count}`

/** Sixty payments, each with these fields beside its value. */
const spread = (fields: string, partitions = 5) =>
  `await lab.provision([{ topic: 'spread', partitions: ${partitions} }], { fresh: true })
const spread = await lab.produce('spread', Array.from({ length: 60 }, (_, id) => {
  return { ${fields}value: { id, cents: 500 } }
}))`
const keys = (count: number) => `${count} keys, and there are twelve users: the key says whose it is.`
const oneHasAll = 'in order, but all in one partition: one member has all the work.'

export const answers: Mistakes['answers'] = {
  'twelve partitions: members, and the gain of seven': [
    { mistake: 'nothing', answer: '', said: notBoth },
    { mistake: 'one of the two', answer: two('12', 'null'), said: notBoth },
    {
      mistake: 'a text',
      answer: two("'12'", '6'),
      error: "TypeScript: cell 1:5 Type 'string' is not assignable to type 'number'.",
      said: notBoth,
    },
    {
      mistake: 'half as many, as each can take two',
      answer: two('6', '6'),
      said: 'with 6 members somebody has more than one partition.',
    },
    { mistake: 'one to spare', answer: two('13', '6'), said: 'with 13 members somebody has no partition.' },
    { mistake: 'every member brings the same', answer: two('12', '7'), said: busiest },
    { mistake: 'the mean share in place of the largest', answer: two('12', '12 / 7'), said: busiest },
  ],
  'how many partitions 400 messages a second of 20 ms each need': [
    { mistake: 'nothing', answer: '', said: 'put a number in place of null.' },
    {
      mistake: 'one, as a partition takes 100 000 a second',
      answer: needed('1'),
      said: 'with 1 it is 50 messages a second at the most.',
    },
    {
      mistake: 'as many as the milliseconds of a message',
      answer: needed('20'),
      said: 'fewer would do.',
    },
    {
      mistake: 'a bit too few',
      answer: needed('7'),
      said: 'with 7 it is 350 messages a second at the most.',
    },
    { mistake: 'some to spare', answer: needed('12'), said: 'fewer would do.' },
  ],
  "each user's payments are in one partition": [
    { mistake: 'nothing', answer: '', said: '12 of 12 users have payments in several partitions.' },
    {
      mistake: 'neither key nor partition',
      answer: spread(''),
      said: 'a payment has no key: who is it from?',
    },
    { mistake: 'one key for all', answer: spread("key: 'payments', "), said: keys(1) },
    { mistake: 'a key for each payment', answer: spread("key: 'payment-' + id, "), said: keys(60) },
    { mistake: 'as many users as partitions', answer: spread("key: 'user-' + (id % 5), "), said: keys(5) },
    {
      mistake: 'a partition for each user, of which there are too few',
      answer: spread("key: 'user-' + (id % 12), partition: id % 12, "),
      error:
        "Error: Cannot produce to 'spread': message 5 of 60 is for partition 5, and the topic has partitions 0 to 4. Nothing was sent; mend the message and run the cell again.",
      said: 'the check could not be made: spread has no value: the cell that declares it was stopped, or failed, before it came to it. Run that cell again. Run the cells above, from the first one on, and then this one again.',
    },
    {
      mistake: 'all in one partition',
      answer: spread("key: 'user-' + (id % 12), partition: 0, "),
      said: oneHasAll,
    },
    {
      mistake: 'a topic with one partition',
      answer: spread("key: 'user-' + (id % 12), ", 1),
      said: oneHasAll,
    },
    {
      mistake: 'right, with the partition worked out from the user',
      answer: spread("key: 'user-' + (id % 12), partition: (id % 12) % 5, "),
      said: 'solved',
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  timesAsFast: { "'three times'": 'A partition is a machine', "'twice'": 'A partition is a processor' },
  biggestStep: {
    "'3 to 4'": 'Every member brings the same',
    "'5 to 6'": 'More members, more work done',
  },
}

export const early: Mistakes['early'] = [
  "TypeScript: cell 2:7 Cannot find name 'leastForAll'.",
  "TypeScript: cell 2:7 Cannot find name 'partitionsNeeded'.",
  "TypeScript: cell 2:18 Cannot find name 'spread'.",
]
