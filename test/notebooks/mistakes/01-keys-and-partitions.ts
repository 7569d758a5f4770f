import type { Mistakes } from '../mistakes.js'

/** Sends payments of user-3 in this order, each with the key that `key` makes of its transactionId. */
const pay = (key: string, ids = "['t-1', 't-2', 't-3']", value = "{ userId: 'user-3', transactionId }") =>
  `await lab.produce('payments', ${ids}.map(transactionId => ({ ${key}value: ${value} })))`

export const answers: Mistakes['answers'] = {
  "an order on P2 of 'orders'": [
    {
      mistake: 'nothing',
      answer: '',
      said: "P2 is empty: the latest went to P2 of 'clicks'. Ask partitionFor(key, 3).",
    },
    {
      mistake: 'a number that belongs elsewhere',
      answer: "await lab.produce('orders', { key: 'order-103', value: { status: 'created' } })",
      said: "P2 is empty: the latest went to P0 of 'orders'. Ask partitionFor(key, 3).",
    },
    {
      mistake: 'the right key in another topic',
      answer: "await lab.produce('user-events', { key: 'order-105', value: { status: 'created' } })",
      said: "P2 is empty: the latest went to P2 of 'user-events'. Ask partitionFor(key, 3).",
    },
    {
      mistake: 'worked out, and not sent',
      answer: "partitionFor('order-105', 3)",
      said: "P2 is empty: the latest went to P2 of 'user-events'. Ask partitionFor(key, 3).",
    },
    {
      mistake: 'the number alone as the key',
      answer: "await lab.produce('orders', { key: '105', value: { status: 'created' } })",
      said: "the key on P2 is '105'. Orders have keys such as 'order-100'.",
    },
    {
      mistake: 'no key, as often as it takes',
      answer: "await lab.produce('orders', [1, 2, 3].map(value => ({ value })))",
      said: 'a message without a key is on P2, by turns: it is to be there by its key.',
    },
  ],
  "the payments of 'user-3' have one order": [
    {
      mistake: 'nothing',
      answer: '',
      said: "of 0 messages, 0 have userId 'user-3' in their value: send three.",
    },
    {
      mistake: 'a value without the userId',
      answer: pay("key: 'user-3', ", undefined, '{ transactionId }'),
      said: "of 3 messages, 0 have userId 'user-3' in their value: send three.",
    },
    {
      mistake: 'one missing',
      answer: pay("key: 'user-3', ", "['t-1', 't-2']"),
      said: "of 2 messages, 2 have userId 'user-3' in their value: send three.",
    },
    { mistake: 'no key', answer: pay(''), said: 'they have no key, and take the partitions in turn.' },
    {
      mistake: 'the transaction as the key',
      answer: pay('key: transactionId, '),
      said: 'each has its own key. What do they share?',
    },
    {
      mistake: 'a key that others share too',
      answer: pay("key: 'payments', "),
      said: 'their keys are payments, payments, payments. Whose payments are they?',
    },
    {
      mistake: 'another order',
      answer: pay("key: 'user-3', ", "['t-1', 't-3', 't-2']"),
      said: 'they stand as t-1,t-3,t-2. Await each call, or send them in one.',
    },
  ],
  'how many keys move from three to six partitions': [
    { mistake: 'nothing', answer: '', said: 'movedPercent is null: put a number there.' },
    {
      mistake: 'as from three to four',
      answer: 'movedPercent = 75',
      said: '75 % is from three to four. Six is a multiple of three.',
    },
    {
      mistake: 'those that stay',
      answer: 'movedPercent = 51',
      said: '51 % stay where they are. How many move?',
    },
    {
      mistake: 'a share',
      answer: 'movedPercent = 0.49',
      said: '0.49 is a share. In percent it is a hundred times that.',
    },
    {
      mistake: 'estimated',
      answer: 'movedPercent = 50',
      said: '50? Compare placed with six, key by key, and round to a whole number.',
    },
    {
      mistake: 'a text, declared anew',
      answer: "const movedPercent = '49 %'",
      error: "TypeScript: cell 1:5 Cannot redeclare block-scoped variable 'movedPercent'.",
      said: '50? Compare placed with six, key by key, and round to a whole number.',
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  usersOnFullest: { '4': 'A hash deals keys out evenly', '12': 'One topic, one log' },
  ordersOn: { '[0, 1, 2]': 'Keys take turns' },
  partitionsOfHotKey: {
    '2': 'Twice the partitions, half the load',
    '6': 'A partition is a worker in a pool',
  },
  usersThatStay: { '12': 'A key is bound to its partition', '9': 'Only the new partition takes keys' },
}

const cannotCheck = (topic: string) =>
  `the check could not be made: C1 cannot join group 'check': topic '${topic}' does not exist (there is no topic yet). ` +
  'Check the name, or run the cell that provisions it. Run the cells above, from the first one on, and then this one again.'

export const early: Mistakes['early'] = [
  cannotCheck('orders'),
  cannotCheck('payments'),
  "TypeScript: cell 2:18 Cannot find name 'placed'.",
]
