import type { Mistakes } from '../mistakes.js'

/** Makes tickets anew with so many partitions, and lets these members of support join. */
const support = (partitions: number, as = "['C1', 'C2', 'C3', 'C4']", topics = "'tickets'") =>
  `await lab.provision([{ topic: 'tickets', partitions: ${partitions} }], { fresh: true })
await lab.join('support', ${topics}, { as: ${as}, fresh: true })`
const threeForFour = '3 partitions, one owner for each, and four members: somebody is idle.'

const noScreen = "there is no member called S1 yet (as: 'S1')."
const shared = (screen: string, reads: number) =>
  `${screen} reads ${reads} of 4 partitions of chat-messages: who shares its group id?`

const noNumbers = '0 numbers, and there are seven members.'
const uneven = 'nobody gets a second one while another member has none.'

export const answers: Mistakes['answers'] = {
  "each of the four members of 'support' reads one partition of 'tickets'": [
    { mistake: 'nothing', answer: '', said: threeForFour },
    {
      mistake: 'the topic is not made anew, so that the one from before stays',
      answer: `await lab.provision([{ topic: 'tickets', partitions: 4 }])
await lab.join('support', 'tickets', { as: ['C1', 'C2', 'C3', 'C4'], fresh: true })`,
      said: threeForFour,
    },
    {
      mistake: 'a group for each member',
      answer: `await lab.provision([{ topic: 'tickets', partitions: 3 }], { fresh: true })
for (const as of ['C1', 'C2', 'C3', 'C4']) await lab.join('support-' + as, 'tickets', { as, fresh: true })`,
      said: "'support' has 0 members, and is to have four.",
    },
    {
      mistake: 'the idle one sent home',
      answer: support(3, "['C1', 'C2', 'C3']"),
      said: "'support' has 3 members, and is to have four.",
    },
    {
      mistake: 'one partition too many',
      answer: support(5),
      said: 'nobody is idle, but with 5 partitions some member has two.',
    },
    {
      mistake: 'a second topic, so that there are enough',
      answer: support(3, undefined, "['tickets', 'presence']"),
      said: "'support' reads another topic, too: 'tickets' is all it needs.",
    },
    {
      mistake: 'a partition that is added when all have joined',
      answer: `${support(3)}\nawait lab.addPartitions('tickets', 4)`,
      said: "4 partitions, of which 'support' was dealt 3: let it join anew.",
    },
  ],
  'S1, S2 and S3 each read all of chat-messages': [
    { mistake: 'nothing', answer: '', said: noScreen },
    {
      mistake: 'the names given to the groups, and not to the members',
      answer:
        "for (const screen of ['S1', 'S2', 'S3']) await lab.join(screen, 'chat-messages', { fresh: true })",
      said: noScreen,
    },
    {
      mistake: 'another topic, which has four partitions as well',
      answer:
        "for (const as of ['S1', 'S2', 'S3']) await lab.join('screen-' + as, 'tickets', { as, fresh: true })",
      said: shared('S1', 0),
    },
    {
      mistake: 'in a group that has members',
      answer: "await lab.join('chat-service', 'chat-messages', { as: ['S1', 'S2', 'S3'] })",
      said: shared('S1', 1),
    },
    {
      mistake: 'one group id for all three',
      answer: "await lab.join('screens', 'chat-messages', { as: ['S1', 'S2', 'S3'], fresh: true })",
      said: shared('S1', 2),
    },
    {
      mistake: 'two of the three',
      answer:
        "for (const as of ['S1', 'S2']) await lab.join('screen-' + as, 'chat-messages', { as, fresh: true })",
      said: shared('S3', 1),
    },
  ],
  'the shares of seven members in five partitions': [
    { mistake: 'nothing', answer: '', said: noNumbers },
    {
      mistake: 'no brackets',
      answer: "sizesOfSeven = '1, 1, 1, 1, 1, 0, 0'",
      error: "TypeScript: cell 2:1 Type 'string' is not assignable to type 'number[]'.",
      said: noNumbers,
    },
    {
      mistake: 'declared anew',
      answer: 'const sizesOfSeven = [1, 1, 1, 1, 1, 0, 0]',
      error: "TypeScript: cell 1:5 Cannot redeclare block-scoped variable 'sizesOfSeven'.",
      said: noNumbers,
    },
    {
      mistake: 'those that work only',
      answer: 'sizesOfSeven = [1, 1, 1, 1, 1]',
      said: '5 numbers, and there are seven members.',
    },
    {
      mistake: 'everybody reads everything',
      answer: 'sizesOfSeven = [5, 5, 5, 5, 5, 5, 5]',
      said: 'your numbers add up to 35: each of 5 partitions has one owner.',
    },
    {
      mistake: 'everybody has work',
      answer: 'sizesOfSeven = [1, 1, 1, 1, 1, 1, 1]',
      said: 'your numbers add up to 7: each of 5 partitions has one owner.',
    },
    { mistake: 'the first one keeps all', answer: 'sizesOfSeven = [5, 0, 0, 0, 0, 0, 0]', said: uneven },
    {
      mistake: 'one with two, and a spare too many',
      answer: 'sizesOfSeven = [2, 1, 1, 1, 0, 0, 0]',
      said: uneven,
    },
    {
      mistake: 'right, with the smallest first',
      answer: 'sizesOfSeven = [0, 0, 1, 1, 1, 1, 1]',
      said: 'solved',
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  sizesOfThree: {
    '[4, 4, 4]': 'Every consumer gets everything',
    '[1, 1, 1]': 'One member, one partition',
  },
  membersWithWork: { '3': 'A group is a pool of workers' },
  sizesOfFive: {
    '[1, 1, 1, 1, 1]': 'Every member has work',
    '[4, 0, 0, 0, 0]': 'The first one keeps what it has',
  },
}

export const early: Mistakes['early'] = [
  "the check could not be made: Cannot describe 'tickets': topic 'tickets' does not exist (there is no topic yet). " +
    'Check the name, or run the cell that provisions it. Run the cells above, from the first one on, and then this one again.',
  noScreen,
  "TypeScript: cell 2:7 Cannot find name 'sizesOfSeven'.",
]
