import type { Mistakes } from '../mistakes.js'

/** Lives twice so. */
const lives = (guarantee: string, point: string) =>
  `const harm = await twoLives('${guarantee}', '${point}')
harm`
const harmless = 'each has one: a crash there, with this guarantee, harms nobody.'

/** Makes the table, and a post that has this body; order 2 comes again at its third position. */
const mailer = (column: string, body: string, { before = '', again = 2 } = {}) =>
  `db.run('DROP TABLE IF EXISTS mail')
db.run('CREATE TABLE mail (pos INTEGER${column}, address TEXT)')
${before}const post = ({ offset, key }: Order) => {
  ${body}
}
for (const order of orders.slice(0, 3)) post(order)
for (const order of orders.slice(${again})) post(order)`
const insert = (how = 'INSERT') => `db.run('${how} INTO mail VALUES (?, ?)', offset, \`\${key}@example.com\`)`
const remembered = 'what has been sent is remembered outside the table, and a crash forgets it.'

const waits = "it still waits. Who can end the transaction of 'stuck'?"

export const answers: Mistakes['answers'] = {
  'one order has two receipts': [
    { mistake: 'nothing', answer: '', said: harmless },
    {
      mistake: 'the other point, and the guarantee kept',
      answer: lives('at-most-once', 'between the two'),
      said: 'order 2 has none: that is the other harm.',
    },
    {
      mistake: 'the other guarantee, and the point kept',
      answer: lives('at-least-once', 'after both'),
      said: harmless,
    },
    { mistake: 'too early a crash', answer: lives('at-least-once', 'before both'), said: harmless },
    { mistake: 'a transaction', answer: lives('exactly-once', 'between the two'), said: harmless },
    {
      mistake: 'a point that there is not',
      answer: lives('at-least-once', 'between'),
      error:
        "TypeScript: cell 1:46 Argument of type '\"between\"' is not assignable to parameter of type 'CrashPoint'.",
      said: harmless,
    },
  ],
  'there is one e-mail for each order, however often it is handled': [
    {
      mistake: 'nothing',
      answer: '',
      said: 'after each was handled once more there are 13 e-mails for 6 orders.',
    },
    {
      mistake: 'the third not handled again',
      answer: mailer('', insert(), { again: 3 }),
      said: 'after each was handled once more there are 12 e-mails for 6 orders.',
    },
    {
      mistake: 'or ignored, without a key that would tell',
      answer: mailer('', insert('INSERT OR IGNORE')),
      said: 'after each was handled once more there are 13 e-mails for 6 orders.',
    },
    {
      mistake: 'a key, and nothing ignored',
      answer: mailer(' PRIMARY KEY', insert()),
      error:
        'Error: Cannot run the SQL "INSERT INTO mail VALUES (?, ?)": SQLite says: UNIQUE constraint failed: mail.pos. Mend the statement and run the cell again.',
      said: 'the second time it throws, and its partition stands still there.',
    },
    {
      mistake: 'what was sent, taken back',
      answer: mailer('', "db.run('DELETE FROM mail WHERE pos = ?', offset)"),
      said: 'there is no e-mail at all.',
    },
    {
      mistake: 'remembered in a variable',
      answer: mailer(
        '',
        `if (sent.has(offset)) return
  sent.add(offset)
  ${insert()}`,
        { before: 'const sent = new Set<number>()\n' },
      ),
      said: remembered,
    },
  ],
  'the reader of alerts is free': [
    { mistake: 'nothing', answer: '', said: waits },
    {
      mistake: 'the one that crashed aborts',
      answer: 'await stuck.abort()',
      error:
        "Error: Cannot abort transaction 'stuck': its producer has crashed. Begin a new one: lab.transaction('stuck').",
      said: waits,
    },
    {
      mistake: 'a transaction of another id',
      answer: "await (await lab.transaction('free')).abort()",
      said: waits,
    },
    {
      mistake: 'another message sent',
      answer: "await lab.produce('alerts', { value: { id: 2, text: 'Hello?' } })",
      said: waits,
    },
    {
      mistake: 'a reader that reads uncommitted',
      answer: `const eager = await lab.join('eager', 'alerts', { fresh: true, isolationLevel: 'read_uncommitted' })
await eager.receive()`,
      said: waits,
    },
    {
      mistake: 'done again, and committed',
      answer: `const again = await lab.transaction('stuck')
await again.send('alerts', { value: { id: 0, text: 'half a' } })
await again.commit()`,
      said: 'half an alert was committed: abort it.',
    },
  ],
}

export const guesses: Mistakes['guesses'] = {
  receiptsOfOrder2: { '1': 'The restart makes up for it', '2': 'Every crash doubles' },
  receiptsThen: { '1': 'Kafka knows that it was handled', '0': 'A crash loses what was under way' },
  receiptsInTheEnd: { '0': 'A transaction is lost with its producer', '2': 'Nothing helps' },
}

export const early: Mistakes['early'] = [
  "TypeScript: cell 2:19 Cannot find name 'orders'.",
  "TypeScript: cell 3:9 Cannot find name 'orders'.",
  "the check could not be made: C1 cannot join group 'guard': topic 'alerts' does not exist (there is no topic yet). " +
    'Check the name, or run the cell that provisions it. Run the cells above, from the first one on, and then this one again.',
]
