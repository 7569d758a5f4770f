import type { Mistakes } from '../mistakes.js'

/** Lets C1 and C2 of alarm join so, and does the rest. */
const alarm = (options: string, then = 'await alarm[1].crash()', wait = '{ members: 1 }') =>
  `const alarm = await lab.join('alarm', 'chat-messages', { as: ['C1', 'C2'], fresh: true${options} })
${then}
await lab.settled('alarm', ${wait})`
const tooLong = "N ms: that is C2's sessionTimeoutMs, which is 2000 if you give none."
const noCrash = 'C2 has not crashed: run the cell above, and let it be C2.'

/** Lets C1 and C2 of nightly join, and does the rest. */
const nightly = (then: string, options = '') =>
  `const nightly = await lab.join('nightly', 'chat-messages', { as: ['C1', 'C2'], fresh: true${options} })
${then}`
const newC1 = "await lab.join('nightly', 'chat-messages', { as: 'C1' })"
const crashed = 'C1 crashed: the coordinator waits out its session. Let it leave.'
const notLeft = 'C1 has not left: the lab ends it when the new C1 joins.'
const withoutC2 = 'C2 is gone, and was to stay. (fresh: true ends everybody.)'

const noNumber = 'movedBySticky is null: put a number there.'
const count = 'count what C2 had: it moves, and the others keep what they have.'

export const answers: Mistakes['answers'] = {
  "the partitions of the crashed C2 of 'alarm' were unread for less than 1.5 s": [
    { mistake: 'nothing', answer: '', said: tooLong },
    {
      mistake: 'in seconds',
      answer: alarm(', sessionTimeoutMs: 0.5'),
      error:
        "Error: Each of C1, C2 of group 'alarm' cannot join with a session time-out of 0.5: wanted a whole number of ms from 1 on. Give sessionTimeoutMs like 2000, or leave it out.",
      said: tooLong,
    },
    {
      mistake: 'it leaves',
      answer: alarm('', 'await alarm[1].leave()'),
      said: 'C2 has left. A crash says no goodbye: crash() it.',
    },
    { mistake: 'a longer session', answer: alarm(', sessionTimeoutMs: 3000'), said: tooLong },
    {
      mistake: 'the other member crashes',
      answer: alarm(', sessionTimeoutMs: 500', 'await alarm[0].crash()'),
      said: noCrash,
    },
    {
      mistake: 'a shorter session for the one that stays',
      answer: `const one = await lab.join('alarm', 'chat-messages', { as: 'C1', fresh: true, sessionTimeoutMs: 500 })
const two = await lab.join('alarm', 'chat-messages', { as: 'C2' })
await two.crash()
await lab.settled('alarm', { members: 1 })`,
      said: tooLong,
    },
    {
      mistake: 'a shorter wait in place of a shorter session',
      answer: alarm(', sessionTimeoutMs: 6000', undefined, '{ members: 1, timeoutMs: 500 }'),
      error: "Error: Waited N s for group 'alarm' to settle with 1 member; last seen: Stable with C1, C2.",
      said: 'nobody has its partitions yet: wait, as the cell did.',
    },
  ],
  "C1 of 'nightly' was replaced without a crash": [
    { mistake: 'nothing', answer: '', said: crashed },
    {
      mistake: 'a quicker alarm, as before',
      answer: nightly(`await nightly[0].crash()\n${newC1}`, ', sessionTimeoutMs: 500'),
      said: crashed,
    },
    { mistake: 'the new one takes the place of the old', answer: nightly(newC1), said: notLeft },
    {
      mistake: 'the old one leaves when the new one is there',
      answer: nightly(`${newC1}\nawait nightly[0].leave()`),
      said: notLeft,
    },
    {
      mistake: 'the other one is replaced',
      answer: nightly(`await nightly[1].leave()\n${newC1}`),
      said: withoutC2,
    },
    {
      mistake: 'the new one makes the group anew',
      answer: nightly(
        "await nightly[0].leave()\nawait lab.join('nightly', 'chat-messages', { as: 'C1', fresh: true })",
      ),
      said: withoutC2,
    },
    {
      mistake: 'nobody comes after it',
      answer: nightly('await nightly[0].leave()'),
      said: 'C1 has left. Now let the new C1 join.',
    },
  ],
  'how many of six partitions sticky moves when one of three members leaves': [
    { mistake: 'nothing', answer: '', said: noNumber },
    {
      mistake: 'a text',
      answer: "movedBySticky = 'two'",
      error: "TypeScript: cell 2:1 Type 'string' is not assignable to type 'number'.",
      said: noNumber,
    },
    {
      mistake: 'declared anew',
      answer: 'const movedBySticky = 2',
      error: "TypeScript: cell 1:5 Cannot redeclare block-scoped variable 'movedBySticky'.",
      said: noNumber,
    },
    {
      mistake: 'all, because all stop',
      answer: 'movedBySticky = 6',
      said: 'all are given up, but most come back to the member that had them.',
    },
    { mistake: 'as with round robin', answer: 'movedBySticky = 4', said: count },
    { mistake: 'what each has afterwards', answer: 'movedBySticky = 3', said: count },
    { mistake: 'none, because sticky stays', answer: 'movedBySticky = 0', said: count },
  ],
}

export const guesses: Mistakes['guesses'] = {
  c3sPartitions: { "'at once'": 'A closed connection says it all', "'never'": 'Assigned is assigned' },
  membersThatStop: {
    '1': 'Only who gives something away stops',
    '0': 'Assignments change behind the scenes',
  },
}

export const early: Mistakes['early'] = [
  noCrash,
  'run the cell above.',
  "TypeScript: cell 2:7 Cannot find name 'movedBySticky'.",
]
