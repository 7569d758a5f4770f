import type { EventDetail, LabEvent } from '../../src/model/timeline.js'

const START = 1_760_000_000_000

/**
 * Events of one group on one topic, each as 'ms member what …': 'joined' with its partitions, 'generation' with its number,
 * 'rebalancing', 'left', 'crashed', 'ended', 'died'.
 */
export function story(group: string, topic: string, ...lines: readonly string[]): LabEvent[] {
  return lines.map((line) => {
    const [ms = '', member = '', type = '', ...rest] = line.split(' ')
    return { atMs: START + Number(ms), group, member, ...detail(topic, type, rest.map(Number)) }
  })
}

function detail(topic: string, type: string, numbers: readonly number[]): EventDetail {
  if (type === 'joined') return { type, assigned: numbers.map((partition) => ({ topic, partition })) }
  if (type === 'generation') return { type, generation: numbers[0] ?? 0 }
  if (type === 'ended' || type === 'died') return { type, reason: 'it was replaced' }
  if (type === 'crashed') return { type, sessionTimeoutMs: 2_000 }
  if (type === 'rebalancing' || type === 'left') return { type }
  throw new Error(`wanted an event that a member lives, found '${type}'`)
}

/** Lesson 04: three members join one after the other, one crashes, one joins, one leaves; 5.4 s. */
export const failover: LabEvent[] = story(
  'chat-service',
  'chat-messages',
  ...['0 C1 joined 0 1 2 3', '52 C1 generation 1'],
  ...[
    '600 C1 rebalancing',
    '660 C1 joined 0 1',
    '664 C2 joined 2 3',
    '712 C1 generation 2',
    '715 C2 generation 2',
  ],
  ...[
    '1180 C1 rebalancing',
    '1195 C2 rebalancing',
    '1290 C1 joined 0 3',
    '1288 C2 joined 1',
    '1293 C3 joined 2',
  ],
  ...['1341 C1 generation 3', '1339 C2 generation 3', '1345 C3 generation 3'],
  ...[
    '2000 C2 crashed',
    '3012 C1 rebalancing',
    '3040 C3 rebalancing',
    '3088 C1 joined 0 2',
    '3091 C3 joined 1 3',
  ],
  ...['3140 C1 generation 4', '3142 C3 generation 4'],
  ...[
    '3900 C1 rebalancing',
    '3921 C3 rebalancing',
    '3990 C1 joined 0 3',
    '3992 C3 joined 2',
    '3997 C4 joined 1',
  ],
  ...['4040 C1 generation 5', '4047 C4 generation 5', '4050 C3 generation 5'],
  ...[
    '4700 C3 left',
    '4731 C1 rebalancing',
    '4744 C4 rebalancing',
    '4790 C1 joined 0 2',
    '4791 C4 joined 1 3',
  ],
  ...['4842 C1 generation 6', '4843 C4 generation 6', '5400 C1 generation 6'],
)

/** Three members that join at once, all within 0.2 s, and a fourth that is there and owns nothing. */
export const quick: LabEvent[] = story(
  'notifications',
  'orders',
  ...['0 notifications-host-01 joined 0 1 2', '30 notifications-host-01 rebalancing'],
  ...[
    '75 notifications-host-01 joined 0',
    '77 notifications-host-02 joined 1',
    '79 notifications-host-03 joined 2',
  ],
  ...[
    '80 spare joined',
    '128 notifications-host-01 generation 2',
    '129 notifications-host-02 generation 2',
    '200 spare generation 2',
  ],
)

/** Members that come and go every `everyMs` on six partitions, `times` times: more than a picture can hold. */
export function restless(times: number, everyMs: number): LabEvent[] {
  const lines = Array.from({ length: times }, (_, at) => {
    const ms = at * everyMs
    const shift = (partition: number): number => (partition + at) % 2
    const own = (who: number): string => [0, 1, 2, 3, 4, 5].filter((one) => shift(one) === who).join(' ')
    return [
      `${ms} C1 joined ${own(0)}`,
      `${ms} C2 joined ${own(1)}`,
      `${ms + everyMs * 0.3} C1 generation ${at + 1}`,
      `${ms + everyMs * 0.3} C2 generation ${at + 1}`,
      `${ms + everyMs * 0.6} C1 rebalancing`,
      `${ms + everyMs * 0.6} C2 left`,
    ]
  })
  return story('restless', 't', ...lines.flat())
}

/** A minute: three members, one crash in the middle with a session of six seconds, and it goes on. */
export const minute: LabEvent[] = story(
  'billing',
  'payments',
  ...['0 C1 joined 0 1 2 3 4 5', '50 C1 generation 1'],
  ...[
    '9000 C1 rebalancing',
    '9090 C1 joined 0 1 2',
    '9095 C2 joined 3 4 5',
    '9140 C1 generation 2',
    '9145 C2 generation 2',
  ],
  ...[
    '9500 C1 rebalancing',
    '9510 C2 rebalancing',
    '9610 C1 joined 0 3',
    '9612 C2 joined 1 4',
    '9618 C3 joined 2 5',
  ],
  ...['9660 C1 generation 3', '9661 C2 generation 3'],
  ...[
    '30000 C3 crashed',
    '36010 C1 rebalancing',
    '36040 C2 rebalancing',
    '36110 C1 joined 0 2 4',
    '36112 C2 joined 1 3 5',
  ],
  ...['36160 C1 generation 4', '36161 C2 generation 4', '58000 C2 crashed', '60000 C1 generation 4'],
)
