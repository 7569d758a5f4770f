import type { Mistakes } from '../mistakes.js'

/** Lets erin join so, and receive. */
const erin = (options: string, { group = 'user_erin', room = "'chatroom_12345'" } = {}) =>
  `const erin = await lab.join('${group}', ${room}, { as: 'erin', fresh: true${options} })
const erinSees = await erin.receive()`
const nothingSeen = "she sees nothing: a group that has never committed starts where 'from' says."

/** Lets the two devices join these groups, and receive. */
const devices = (phone: string, laptop: string, names = ['phone', 'laptop'], more = '') =>
  `const onPhone = await lab.join('${phone}', 'chatroom_12345', { as: '${names[0]}', fresh: true })
const onLaptop = await lab.join('${laptop}', 'chatroom_12345', { as: '${names[1]}'${more} })
const shown = [(await onPhone.receive()).length, (await onLaptop.receive()).length]`
const oneGroup = 'both are in one group, and its one partition has one owner.'

const query = (sql: string) => `const slowest = db.all("${sql}")[0].user`
const asksNothing = 'the query asks nothing yet: SELECT user FROM receipt WHERE …'
const noUser = 'no user came back: SELECT user FROM receipt WHERE …'
const notLast = (user: string) => `'${user}' was not the last: order by read_at, descending, and take one.`

export const answers: Mistakes['answers'] = {
  'erin sees the whole conversation': [
    { mistake: 'nothing', answer: '', said: nothingSeen },
    {
      mistake: 'an offset in place of a word',
      answer: erin(', from: 0'),
      error: 'TypeScript: cell 1:87 No overload matches this call.',
      said: nothingSeen,
    },
    {
      mistake: 'in a group that has read it',
      answer: erin('', { group: 'user_alice' }),
      said: "erin is in group 'user_alice', and hers is 'user_erin'.",
    },
    {
      mistake: 'another room',
      answer: erin('', { room: "'chatroom_67890'" }),
      said: 'she sees 2 of 6 messages.',
    },
    {
      mistake: 'all rooms',
      answer: erin('', { room: "['chatroom_12345', 'chatroom_67890']" }),
      said: 'she sees 8 of 6 messages.',
    },
  ],
  'both devices of charlie show every message': [
    { mistake: 'nothing', answer: '', said: oneGroup },
    {
      mistake: 'the second one makes the group anew',
      answer: devices('user_charlie', 'user_charlie', undefined, ', fresh: true'),
      error:
        "Error: phone of group 'user_charlie' was ended when its group was made fresh: run its join cell again.",
      said: oneGroup,
    },
    {
      mistake: 'one name for both',
      answer: devices('user_charlie', 'user_charlie', ['charlie', 'charlie']),
      error:
        "Error: charlie of group 'user_charlie' was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.",
      said: oneGroup,
    },
    {
      mistake: 'a group of its own, from the end on',
      answer: devices('user_charlie', 'user_charlie_laptop', undefined, ", fresh: true, from: 'end'"),
      said: 'they show 6 and 0 of 6.',
    },
    {
      mistake: 'right, and the phone keeps its group',
      answer: devices('user_charlie', 'user_charlie_laptop', undefined, ', fresh: true'),
      said: 'solved',
    },
  ],
  'who was the last to read message 6': [
    { mistake: 'nothing', answer: '', said: asksNothing },
    {
      mistake: 'a column that there is not',
      answer: query('SELECT user FROM receipt WHERE id = 6'),
      error:
        'Error: Cannot run the SQL "SELECT user FROM receipt WHERE id = 6": SQLite says: no such column: id. Mend the statement and run the cell again.',
      said: 'the check could not be made: slowest has no value: the cell that declares it was stopped, or failed, before it came to it. Run that cell again. Run the cells above, from the first one on, and then this one again.',
    },
    {
      mistake: 'in no order',
      answer: query('SELECT user FROM receipt WHERE message = 6 LIMIT 1'),
      said: notLast('alice'),
    },
    {
      mistake: 'the first in place of the last',
      answer: query('SELECT user FROM receipt WHERE message = 6 ORDER BY read_at LIMIT 1'),
      said: notLast('alice'),
    },
    {
      mistake: 'when in place of who',
      answer: query('SELECT max(read_at) FROM receipt WHERE message = 6'),
      said: noUser,
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  seenByAlice: { '12': 'A group is a room', '0': 'Only the first one reads' },
  readByBob: {
    '1': 'A tick for each message',
    '0': 'He must read in order first',
    '4': 'Up to, not including',
  },
}

export const early: Mistakes['early'] = [
  "TypeScript: cell 2:15 Cannot find name 'erinSees'.",
  "TypeScript: cell 2:7 Cannot find name 'onPhone'.",
  "TypeScript: cell 5:7 Cannot find name 'slowest'.",
]
