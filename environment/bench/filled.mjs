// @ts-check
import { orders, shapeName } from './orders.mjs'

/**
 * A topic of the lab's Kafka with the messages of a shape in it, filled once for all turns of a row.
 * @param {import('./kit.mjs').Kit} kit
 * @param {import('./orders.mjs').Shape} shape
 * @returns {Promise<string>} its name
 */
export function filledTopic(kit, shape) {
  return kit.remembered(`filled ${shapeName(shape)}`, async () => {
    const lab = await kit.lab()
    const topic = kit.name('filled')
    await lab.provision([{ topic, partitions: shape.partitions }])
    await lab.produce(topic, orders(shape), { batchSize: 1_000 })
    return topic
  })
}
