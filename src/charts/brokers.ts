import type { BrokerFacts } from '../model/broker-facts.js'
import type { Panel } from './chart.js'
import { counted, listed } from './words.js'

/**
 * The brokers of a cluster with their roles, as a table.
 *
 *     await show(charts.brokers(await lab.brokers()))
 */
export function brokers(facts: readonly BrokerFacts[]): Panel {
  const controllers = facts
    .filter(({ roles }) => roles.includes('controller'))
    .map(({ node }) => `node ${node}`)
  return {
    title: 'Brokers of this cluster',
    alt: `${counted(facts.length, 'broker')}; ${
      controllers.length === 0
        ? 'the controllers are processes of their own'
        : `${listed(controllers)} is a controller too`
    }.`,
    table: {
      columns: ['node', 'address', 'roles'],
      rows: facts.map(({ node, address, roles }) => [node, address, listed(roles)]),
    },
  }
}
