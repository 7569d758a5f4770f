import { expect, it } from 'vitest'
import { throughput } from '../../src/charts/throughput.js'
import { byLine, drawn } from './drawn.js'
import { batches, measured, oneToSix } from './measurements.js'

it('sets the rate against the number of members', async () => {
  const chart = throughput(oneToSix, { along: 'members', partitions: 5 })
  expect(chart.title).toBe('Throughput by number of members')
  expect(chart.alt).toBe(
    'Fastest: 5 members, 4.8 times 1 member. Messages a second, the median and the spread of 3 rounds each; 1 member: 175 (171 to 179); 2 members: 321 (296 to 330); 3 members: 463 (441 to 470); 4 members: 520 (515 to 548); 5 members: 842 (801 to 866); 6 members: 837 (790 to 850).',
  )
  expect(chart.table.columns).toEqual([
    ...['members', 'median per second', 'least per second', 'most per second', 'rounds'],
  ])
  expect(chart.table.rows[0]).toEqual([1, 175, 171, 179, '175, 171, 179'])
  const svg = await drawn(() => throughput(oneToSix, { along: 'members', partitions: 5 }))
  for (const text of ['messages a second', 'members', '842', 'twice the rate', '5 / ceil(5 / members)'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/throughput-members.svg')
})

it('has a bar for each case in words', async () => {
  const chart = throughput(batches, { title: 'Producing, by batch size' })
  expect(chart.title).toBe('Producing, by batch size')
  expect(chart.alt).toContain('batches of 100: 64,212 (58,003 to 66,120);')
  expect(chart.alt).toMatch(/^Fastest: batches of 1000, 42 times one message a send\. /)
  expect(chart.table.columns[0]).toBe('case')
  const svg = await drawn(() => throughput(batches, { title: 'Producing, by batch size' }))
  for (const text of ['messages a second', 'batches of 1000, gzip', '64,212 (58,003 to 66,120)'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/throughput-batches.svg')
})

it('says of how many rounds it tells', () => {
  expect(throughput([measured('a', 5)]).alt).toBe(
    'Messages a second, the median and the spread of 1 round each; a: 5 (5 to 5).',
  )
  expect(throughput([measured('a', 5), measured('b', 1, 2, 3)]).alt).toContain('spread of 1 to 3 rounds;')
})

it('does not call faster what may be noise', () => {
  const { alt } = throughput([measured('gzip', 4, 7, 6), measured('none', 5, 8, 9)])
  expect(alt).toMatch(/^The spreads of none \(fastest\) and gzip \(slowest\) overlap\. /)
})

it('says that nothing has been measured', async () => {
  for (const options of [{}, { along: 'members', partitions: 5 }] as const) {
    expect(throughput([], options).alt).toBe('Nothing has been measured yet.')
    expect(await drawn(() => throughput([], options))).toContain('>Nothing has been measured yet.</text>')
  }
})

it('refuses what is no number of members or partitions', () => {
  expect(() => throughput(batches, { along: 'members' })).toThrowError(
    new Error(
      'Cannot draw throughput along members: wanted cases that are numbers of members, whole and from 1 to 1,000, found "one message a send". Leave along out for a bar a case.',
    ),
  )
  const many = [measured(1, 3), measured(3_000_000, 3)]
  expect(() => throughput(many, { along: 'members', partitions: 5 })).toThrowError(
    new Error(
      'Cannot draw throughput along members: wanted cases that are numbers of members, whole and from 1 to 1,000, found 3000000. Leave along out for a bar a case.',
    ),
  )
  expect(() => throughput([measured(1.5, 3)], { along: 'members' })).toThrowError(/found 1\.5\./)
  expect(() => throughput(oneToSix, { along: 'members', partitions: 0 })).toThrowError(
    new Error(
      "Cannot draw throughput: wanted how many partitions the members shared, a whole number from 1, found 0. Say for example { along: 'members', partitions: 5 }.",
    ),
  )
})
