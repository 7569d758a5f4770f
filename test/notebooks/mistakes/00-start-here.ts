import type { Mistakes } from '../mistakes.js'

const noTopic = 'there is no such topic yet. lab.provision makes one; write await before it.'
const oneStays = 'it has 1, and stays so without { fresh: true } and partitions: 4.'

export const answers: Mistakes['answers'] = {
  "'my-first-topic' has four partitions": [
    { mistake: 'nothing', answer: '', said: noTopic },
    {
      mistake: 'a plan that is in no list',
      answer: "await lab.provision({ topic: 'my-first-topic', partitions: 4 })",
      error:
        "TypeScript: cell 1:23 Argument of type '{ topic: string; partitions: number; }' is not assignable to parameter of type 'readonly TopicPlan[]'.",
      said: noTopic,
    },
    {
      mistake: 'upper case',
      answer: "await lab.provision([{ topic: 'My-First-Topic', partitions: 4 }])",
      said: "there is 'My-First-Topic', and to Kafka that is another name.",
    },
    {
      mistake: 'no partitions',
      answer: "await lab.provision([{ topic: 'my-first-topic' }])",
      said: oneStays,
    },
    {
      mistake: 'not fresh, so that the one from before stays',
      answer: "await lab.provision([{ topic: 'my-first-topic', partitions: 4 }])",
      said: oneStays,
    },
  ],
  "'guest-book' holds three messages, each with another key": [
    {
      mistake: 'nothing',
      answer: '',
      said: 'it is empty. The latest message went to notifications: send three here.',
    },
    {
      mistake: 'to the topic of the exercise before',
      answer: "await lab.produce('my-first-topic', ['ann', 'bob', 'eve'].map(key => ({ key, value: 1 })))",
      said: 'it is empty. The latest message went to my-first-topic: send three here.',
    },
    {
      mistake: 'a message that is no object',
      answer: "await lab.produce('guest-book', 'hello')",
      error:
        "TypeScript: cell 2:33 Argument of type 'string' is not assignable to parameter of type 'NewMessage | readonly NewMessage[]'.",
      said: 'it is empty. The latest message went to my-first-topic: send three here.',
    },
    {
      mistake: 'one message',
      answer: "await lab.produce('guest-book', { key: 'ann', value: 1 })",
      said: 'it holds 1. Send three, below the line that begins anew.',
    },
    {
      mistake: 'no keys',
      answer: "await lab.produce('guest-book', [1, 2, 3].map(value => ({ value })))",
      said: 'there is a message without a key. Give each its own.',
    },
    {
      mistake: 'one key for all',
      answer: "await lab.produce('guest-book', [1, 2, 3].map(value => ({ key: 'ann', value })))",
      said: 'their keys are ann, ann, ann. Give each its own.',
    },
  ],
}

export const guesses: Mistakes['guesses'] = {}

export const early: Mistakes['early'] = [
  noTopic,
  "the check could not be made: C1 cannot join group 'check': topic 'guest-book' does not exist (there is no topic yet). " +
    'Check the name, or run the cell that provisions it. Run the cells above, from the first one on, and then this one again.',
]
