import { expect, test } from 'vitest'
import { brokers } from '../../src/charts/brokers.js'

const node = (number: number, ...roles: string[]) => ({
  node: number,
  address: `127.0.0.1:909${number}`,
  roles,
})

test('one broker that is its own controller', () => {
  expect(brokers([node(1, 'broker', 'controller')])).toEqual({
    title: 'Brokers of this cluster',
    alt: '1 broker; node 1 is a controller too.',
    table: {
      columns: ['node', 'address', 'roles'],
      rows: [[1, '127.0.0.1:9091', 'broker and controller']],
    },
  })
})

test('several brokers: who else is a controller is said, and so is that none is', () => {
  const two = [node(1, 'broker'), node(2, 'broker')]
  expect(brokers(two).alt).toBe('2 brokers; the controllers are processes of their own.')
  expect(brokers([...two, node(3, 'broker', 'controller')]).alt).toBe(
    '3 brokers; node 3 is a controller too.',
  )
})

test('a controller beside the brokers is no broker, and what became of a broker is said', () => {
  const three = [node(1, 'broker'), { ...node(2, 'broker'), status: 'killed' as const }, node(3, 'broker')]
  const { alt, table } = brokers([...three, node(4, 'controller')])
  expect(alt).toBe('3 brokers; node 4 is the controller, a process of its own; broker 2 was killed.')
  expect(table).toEqual({
    columns: ['node', 'address', 'roles', 'state'],
    rows: [
      [1, '127.0.0.1:9091', 'broker', 'running'],
      [2, '127.0.0.1:9092', 'broker', 'killed'],
      [3, '127.0.0.1:9093', 'broker', 'running'],
      [4, '127.0.0.1:9094', 'controller', 'running'],
    ],
  })
})
