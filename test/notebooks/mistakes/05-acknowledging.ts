import type { Mistakes } from '../mistakes.js'

const failing = "  if (parcel.value.id === 5) throw new Error('no such street')"

/** Handles the parcels as courier: so it joins, so the handler is called, with this body. */
const courier = (how: string, { join = '', body = failing } = {}) =>
  `await lab.provision([{ topic: 'parcels.DLQ', partitions: 1 }], { fresh: true })
const courier = await lab.join('courier', 'parcels', { fresh: true${join} })
const delivered = await courier.handle(async parcel => {
${body}
}${how})`
const naive = { join: ", commit: 'naive'" }
const stands = 'committed 5: the partition stands still there.'
const holds = 'committed 5: the rest is held above a gap.'
const lost = 'committed 100, and nothing is in parcels.DLQ: parcel 5 is lost.'
const nothing = 'nothing is committed: run the cell above, and read what it says.'

/** Receives the parcels as by-hand, and tells the broker so. */
const byHand = (tell: string) =>
  `const byHand = await lab.join('by-hand', 'parcels', { fresh: true })
const hundred = await byHand.receive()
${tell}`

const tooMany = (commits: number) => `${commits} commits for 100 parcels are too many.`
const bringsBack = (count: number) =>
  `a crash at the worst moment, just before a commit, would bring back ${count}.`

export const answers: Mistakes['answers'] = {
  "'courier' is through, and parcel 5 is not lost": [
    { mistake: 'nothing', answer: '', said: stands },
    {
      mistake: 'retried, as if it would pass',
      answer: courier(', { onError: retry({ times: 2, backoffMs: 1 }) }'),
      said: stands,
    },
    { mistake: 'skipped', answer: courier(", { onError: 'skip' }"), said: holds },
    {
      mistake: 'skipped, and committed past it',
      answer: courier(", { onError: 'skip' }", naive),
      said: lost,
    },
    {
      mistake: 'the error printed in the handler',
      answer: courier('', {
        body: "  try { if (parcel.value.id === 5) throw new Error('no such street') } catch (e) { console.log(String(e)) }",
      }),
      said: lost,
    },
    {
      mistake: 'committed past it by hand',
      answer: `${courier('')}\nawait courier.commit({ partition: 0, offset: 100 })`,
      said: lost,
    },
    {
      mistake: 'into the queue of the lesson',
      answer: courier(", { onError: deadLetter('order-processing.DLQ') }"),
      said: lost,
    },
    {
      mistake: 'into the topic itself',
      answer: courier(", { onError: deadLetter('parcels') }"),
      error:
        "Error: C1 of group 'courier' cannot handle: it would dead-letter to 'parcels', which it reads itself. Name another topic for the dead letters.",
      said: nothing,
    },
    {
      mistake: 'all into the queue',
      answer: courier(", { onError: deadLetter('parcels.DLQ') }", {
        body: "  throw new Error('no such street')",
      }),
      said: '100 messages are in parcels.DLQ, and only parcel 5 is bad.',
    },
  ],
  "the lag of 'by-hand' is 0": [
    {
      mistake: 'nothing',
      answer: '',
      said: 'lag 1: you committed N, the last offset handled. Commit N + 1, the next to read.',
    },
    {
      mistake: 'one too far',
      answer: byHand('await byHand.commit({ partition: 0, offset: hundred.length + 1 })'),
      said: 'beyond the end of the log, which is 100. Commit the next to read.',
    },
    {
      mistake: 'the first in place of the last',
      answer: byHand('await byHand.commit({ partition: 0, offset: hundred[0].offset + 1 })'),
      said: 'lag 99: so many come again after a restart.',
    },
    {
      mistake: 'a number',
      answer: byHand('await byHand.commit(100)'),
      error:
        "TypeScript: cell 3:21 Argument of type 'number' is not assignable to parameter of type 'MessageRef'.",
      said: 'lag 99: so many come again after a restart.',
    },
    {
      mistake: 'acknowledged in place of committed',
      answer: byHand('await byHand.ack(hundred)'),
      said: 'ack() works out the position for you. Say it yourself, with commit().',
    },
    {
      mistake: 'a message that there is not',
      answer: byHand('await byHand.commit(hundred[hundred.length])'),
      error:
        "Error: C1 of group 'by-hand' cannot commit undefined: wanted a message, or { partition, offset }. Give it what receive() returned, or the next offset to read.",
      said: 'it has never committed, which is not a lag of 0. Run the cell above.',
    },
  ],
  'at most 25 commits for 100 parcels, and at most four again after a crash': [
    { mistake: 'nothing', answer: '', said: tooMany(100) },
    {
      mistake: 'a number',
      answer: 'commitWhen = 4',
      error: "TypeScript: cell 2:1 Type '4' is not assignable to type 'When'.",
      said: tooMany(100),
    },
    {
      mistake: 'declared anew',
      answer: 'const commitWhen = { everyMessages: 4 }',
      error: "TypeScript: cell 1:5 Cannot redeclare block-scoped variable 'commitWhen'.",
      said: tooMany(100),
    },
    { mistake: 'as few commits as can be', answer: "commitWhen = 'leaving'", said: bringsBack(100) },
    { mistake: 'a timer', answer: 'commitWhen = { everyMs: 20 }', said: bringsBack(100) },
    { mistake: 'every ten', answer: 'commitWhen = { everyMessages: 10 }', said: bringsBack(10) },
    {
      mistake: 'five, of which one is committed',
      answer: 'commitWhen = { everyMessages: 5 }',
      said: bringsBack(5),
    },
    {
      mistake: 'three, to be on the safe side',
      answer: 'commitWhen = { everyMessages: 3 }',
      said: tooMany(33),
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  committedBySkipping: { '3': 'Kafka remembers what failed', '9': 'A commit counts successes' },
  comeTwice: {
    '1': 'Only what failed comes again',
    '0': 'The ledger survives',
    '7': 'Every message from 3 on',
  },
}

export const early: Mistakes['early'] = [
  nothing,
  'it has never committed, which is not a lag of 0. Run the cell above.',
  "TypeScript: cell 2:56 No value exists in scope for the shorthand property 'commitWhen'. Either declare one or provide an initializer.",
]
