import type { Mistakes } from '../mistakes.js'

/** Makes invoices with so many replicas, of which so many are to be in sync. */
const invoices = (replicas: number, least: number | string) =>
  `const invoices = { topic: 'invoices', replicas: ${replicas}, settings: { 'min.insync.replicas': ${least} } }
await lab.provision([invoices], { fresh: true })
await lab.inSync('invoices', { replicas: invoices.replicas })`
const oneCopy = 'it has 2 replicas: with one down, who is the second copy?'

/** Restarts the leader so, from the three that are up. */
const restart = (how: string) =>
  `for (const id of [1, 2, 3]) await lab.broker(id).start()
await lab.inSync('orders', { replicas: 3 })
const maintained = await leaderOf('orders')
const plannedAt = Date.now()
${how}`
const killed = 'it was killed: the controller waited for its heartbeat. stop() it.'
const notStopped = 'it has not been stopped yet.'

const two = (mayBeDown: string, mustDieToLose: string) =>
  `const mayBeDown: number | null = ${mayBeDown}
const mustDieToLose: number | null = ${mustDieToLose}`
const notBoth = 'put a number into each of the two.'
const allHadIt = 'while all five were in sync, all five had it.'

export const answers: Mistakes['answers'] = {
  'invoices takes writes while one broker is down, and has two copies of each': [
    { mistake: 'nothing', answer: '', said: oneCopy },
    { mistake: 'one copy is enough', answer: invoices(2, 1), said: oneCopy },
    {
      mistake: 'three copies, of which one counts',
      answer: invoices(3, 1),
      said: 'a single copy may be the one that dies.',
    },
    {
      mistake: 'as safe as can be',
      answer: invoices(3, 3),
      said: "Error: Cannot produce to 'invoices': Messages are rejected since there are fewer in-sync replicas than required (P0 has 2, and min.insync.replicas is 3). The broker confirmed 0 of 1 messages. Mend what it complains of and send the others again.",
    },
  ],
  'the broker was restarted in good order': [
    { mistake: 'nothing', answer: '', said: killed },
    {
      mistake: 'frozen for a while',
      answer: restart('await lab.broker(maintained).freeze()\nawait lab.broker(maintained).thaw()'),
      said: notStopped,
    },
    {
      mistake: 'a follower in place of the leader',
      answer: restart(`const another = maintained === 1 ? 2 : 1
await lab.broker(another).stop()
await lab.broker(another).start()`),
      said: notStopped,
    },
    {
      mistake: 'stopped, and killed to be sure',
      answer: restart('await lab.broker(maintained).stop()\nawait lab.broker(maintained).kill()'),
      said: 'it is down: start() it again.',
    },
    {
      mistake: 'started before it is stopped',
      answer: restart(`await lab.broker(maintained).start()
await lab.broker(maintained).stop()`),
      said: 'it is down: start() it again.',
    },
  ],
  'five replicas, three of them in sync at the least': [
    { mistake: 'nothing', answer: '', said: notBoth },
    { mistake: 'one of the two', answer: two('2', 'null'), said: notBoth },
    {
      mistake: 'the least in place of what is left',
      answer: two('3', '5'),
      said: 'with 3 of 5 down too few are left: three are needed.',
    },
    {
      mistake: 'all but one',
      answer: two('4', '5'),
      said: 'with 4 of 5 down too few are left: three are needed.',
    },
    {
      mistake: 'one, as with three replicas',
      answer: two('1', '5'),
      said: 'with 1 of 5 down more are left than are needed.',
    },
    { mistake: 'the least is all that have it', answer: two('2', '3'), said: allHadIt },
    { mistake: 'when writes are refused, it is lost', answer: two('2', '2'), said: allHadIt },
  ],
}

export const guesses: Mistakes['guesses'] = {
  missingAfterKill: {
    '1': 'The last one is always lost',
    '100': 'A second without a leader is a second lost',
  },
  survivors: { '50': 'Acknowledged is stored', '25': 'About half will have made it' },
  writeWithTwoDown: { "'accepted'": 'One copy is better than none', "'waits'": 'Kafka waits for the others' },
}

export const early: Mistakes['early'] = [
  "TypeScript: cell 4:14 Cannot find name 'invoices'.",
  "TypeScript: cell 2:39 Cannot find name 'plannedAt'.",
  "TypeScript: cell 2:7 Cannot find name 'mayBeDown'.",
]
