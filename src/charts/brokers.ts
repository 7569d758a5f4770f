import type { BrokerFacts } from '../model/broker-facts.js'
import { brokerInWords } from '../model/broker-status.js'
import { aNumber, aText, fieldsOf, listOf, orNothing } from '../model/shape.js'
import type { Panel } from './chart.js'
import { type Drawable, mustBeDrawable } from './drawable.js'
import { counted, listed } from './words.js'

const DRAWN: Drawable = {
  what: 'the brokers',
  shape: listOf(fieldsOf({ node: aNumber, address: aText, roles: listOf(aText), status: orNothing(aText) })),
  wanted: 'what the brokers say of themselves',
  write: 'charts.brokers(await lab.brokers())',
}

/**
 * The brokers of a cluster with their roles, as a table.
 *
 *     await show(charts.brokers(await lab.brokers()))
 */
export function brokers(facts: readonly BrokerFacts[]): Panel {
  mustBeDrawable(facts, DRAWN)
  const count = facts.filter(({ roles }) => roles.includes('broker')).length
  const down = facts.flatMap(({ node, status }) => (status === undefined ? [] : brokerInWords(node, status)))
  const state = down.length > 0
  return {
    title: 'Brokers of this cluster',
    alt: `${[counted(count, 'broker'), controllersIn(facts), ...down].join('; ')}.`,
    table: {
      columns: ['node', 'address', 'roles', ...(state ? ['state'] : [])],
      rows: facts.map(({ node, address, roles, status }) => [
        node,
        address,
        listed(roles),
        ...(state ? [status ?? 'running'] : []),
      ]),
    },
  }
}

function controllersIn(facts: readonly BrokerFacts[]): string {
  const controllers = facts.filter(({ roles }) => roles.includes('controller'))
  const alone = controllers.find(({ roles }) => !roles.includes('broker'))
  if (alone !== undefined) return `node ${alone.node} is the controller, a process of its own`
  return controllers.length === 0
    ? 'the controllers are processes of their own'
    : `${listed(controllers.map(({ node }) => `node ${node}`))} is a controller too`
}
