import type { Mistakes } from '../mistakes.js'

const never = 'it has never committed, which is not a lag of 0. Acknowledge something.'
const gap = 'acknowledged, but not from 0 on: a commit can leave no gap. Acknowledge all.'
const offByOne = 'its lag is 1: 9 is the last message. Commit the next to read.'
const noCommit = "no member of 'beyond' has committed. Unlike ack, commit takes any offset."
const once = 'committed. Now join the group once more, and receive.'
const noMember = "no member of 'late-comer' reads 'orders'."
const noneCame = 'no order came after it joined. Send one now, and receive it.'

/** Commits `offset` as the first member of beyond, and goes on with `then`. */
const past = (offset: number, then = '') =>
  `const past = await lab.join('beyond', 'demo-topic', { fresh: true })
await past.commit({ partition: 0, offset: ${offset} })
${then}`

/** Joins late-comer so, and does the rest in this order. */
const late = (options: string, then: string, topic = 'orders') =>
  `const late = await lab.join('late-comer', '${topic}'${options})
${then}`
const send = "await lab.produce('orders', { key: 'order-200', value: { id: 200 } })\n"
const receive = 'await late.receive()'
const fromEnd = ", { from: 'end', fresh: true }"

export const answers: Mistakes['answers'] = {
  "group 'homework' has nothing left to read": [
    { mistake: 'nothing', answer: '', said: never },
    { mistake: 'received, and not acknowledged', answer: 'await homework.receive()', said: never },
    {
      mistake: 'a Promise acknowledged',
      answer: 'await homework.ack(homework.receive())',
      error:
        "TypeScript: cell 2:20 Argument of type 'Promise<Message<any>[]>' is not assignable to parameter of type 'MessageRef | readonly MessageRef[]'.",
      said: never,
    },
    {
      mistake: 'what another group received',
      answer: 'await homework.ack(seenByA)',
      error:
        "Error: C1 of group 'homework' cannot acknowledge offset 0 of P0: the message was received by C1 of group 'A'. Each group keeps its own position; let C1 of 'A' acknowledge it.",
      said: never,
    },
    {
      mistake: 'another topic',
      answer: `const other = await lab.join('homework', 'orders', { fresh: true })
await other.ack(await other.receive())`,
      said: never,
    },
    {
      mistake: 'the last message alone',
      answer: 'await homework.receive()\nawait homework.ack({ partition: 0, offset: 9 })',
      said: gap,
    },
    {
      mistake: 'the last offset committed, not the next one',
      answer: 'await homework.commit({ partition: 0, offset: 9 })',
      said: offByOne,
    },
    {
      mistake: 'all but the last',
      answer: 'await homework.ack((await homework.receive()).filter(m => m.offset < 9))',
      said: offByOne,
    },
    {
      mistake: 'the first five only',
      answer: 'await homework.ack((await homework.receive()).slice(0, 5))',
      said: 'its lag is 5: that many messages are not acknowledged.',
    },
    {
      mistake: 'one too far',
      answer: 'await homework.commit({ partition: 0, offset: 11 })',
      said: 'it committed 11, and the log ends at 10: past the end is exercise 2.',
    },
  ],
  "group 'beyond' committed past the end and was restarted": [
    { mistake: 'nothing', answer: '', said: noCommit },
    {
      mistake: 'acknowledged in place of committed',
      answer: `const past = await lab.join('beyond', 'demo-topic', { fresh: true })
await past.receive()
await past.ack({ partition: 0, offset: 100 })`,
      error:
        "Error: C1 of group 'beyond' cannot acknowledge offset 100 of demo-topic P0: it has received offsets 0 to 9 there. Acknowledge messages that its receive() returned.",
      said: noCommit,
    },
    {
      mistake: 'another offset',
      answer: past(99),
      said: 'committed, but not 100: the latest is commit 99.',
    },
    { mistake: 'not joined again', answer: past(100), said: once },
    { mistake: 'received by the first member', answer: past(100, 'await past.receive()'), said: once },
    {
      mistake: 'joined again as fresh',
      answer: past(100, "await (await lab.join('beyond', 'demo-topic', { fresh: true })).receive()"),
      said: '{ fresh: true } has deleted the group, and its 100. Commit, then join without it.',
    },
    {
      mistake: 'joined again from the end',
      answer: past(100, "await (await lab.join('beyond', 'demo-topic', { from: 'end' })).receive()"),
      said: "joined again, and nothing came. from: 'end' would skip all ten.",
    },
  ],
  "group 'late-comer' has received the new order and none of the old": [
    { mistake: 'nothing', answer: '', said: noMember },
    {
      mistake: 'another name for the group',
      answer: `const late = await lab.join('latecomer', 'orders', { from: 'end' })\n${send}${receive}`,
      said: noMember,
    },
    { mistake: 'another topic', answer: late(fromEnd, receive, 'demo-topic'), said: noMember },
    {
      mistake: 'from the beginning, which is the default',
      answer: late('', `${send}${receive}`),
      said: "orders after it joined: 1, received: 14. Join with { from: 'end', fresh: true }.",
    },
    { mistake: 'sent before it joined', answer: `${send}${late(fromEnd, receive)}`, said: noneCame },
    { mistake: 'nothing sent', answer: late(fromEnd, receive), said: noneCame },
  ],
}

export const guesses: Mistakes['guesses'] = {}

export const early: Mistakes['early'] = [never, noCommit, noMember]
