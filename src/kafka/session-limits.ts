import type { Admin } from 'kafkajs'
import { brokerSetting } from './brokers.js'

/** The session time-outs that the brokers accept from a member, in ms. */
export interface SessionLimits {
  readonly leastMs: number
  readonly mostMs: number
}

/** Kafka's defaults, for brokers that do not tell, or must not. */
const defaults = { least: 6_000, most: 1_800_000 }

/** The limits as one of the brokers has them. */
export async function sessionLimits(admin: Admin): Promise<SessionLimits> {
  const { brokers } = await admin.describeCluster()
  const setting = async (which: 'min' | 'max'): Promise<string | null> => {
    try {
      return await brokerSetting(admin, brokers[0]?.nodeId ?? 0, `group.${which}.session.timeout.ms`)
    } catch (problem) {
      if ((problem as { type?: string }).type === 'CLUSTER_AUTHORIZATION_FAILED') return null
      throw problem
    }
  }
  const [least, most] = await Promise.all([setting('min'), setting('max')])
  return { leastMs: Number(least ?? defaults.least), mostMs: Number(most ?? defaults.most) }
}
