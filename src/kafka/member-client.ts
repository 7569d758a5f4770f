import { askAwake } from './ask-awake.js'
import { ownedBy, partitionAssigner } from './assignors.js'
import { createClient, patience } from './client.js'
import type { Connection } from './connection.js'
import { changeInner } from './inner-cluster.js'
import { leaveOutAborted } from './leave-out-aborted.js'
import { isAlive, type MemberPlan, type Membership } from './membership.js'
import { followOfMembers } from './moving-coordinator.js'
import { hasOthers, silenceOn } from './silence.js'
import { wires } from './wires.js'

/** Where a rebalance is noticed, an inbox paused or a long poll answered, at the latest: see facts on `maxWaitTimeInMs`. */
const pollMs = 50

/** A client of a member, and its sockets. A group may answer a join as late as its slowest member allows. */
export function clientOf(
  connection: Connection,
  plan: MemberPlan,
  of: () => Membership,
): Pick<Membership, 'consumer' | 'wires'> {
  const { cluster } = connection
  const { name, group, sessionTimeoutMs } = plan
  const { requestTimeoutMs, silentMs } = silenceOn(cluster, rebalanceTimeoutMs(plan))
  const line = wires({ silentMs })
  const kafka = createClient({
    to: cluster,
    clientId: name,
    socketFactory: line.factory,
    requestTimeoutMs,
  })
  leaveOutAborted(kafka)
  askAwake(kafka, cluster)
  // One broker is its own coordinator: when it comes back, the client starts anew.
  if (hasOthers(cluster)) changeInner(kafka, followOfMembers)
  const consumer = kafka.consumer({
    groupId: cluster.prefix + group,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: rebalanceTimeoutMs(plan),
    heartbeatInterval: pollMs,
    maxWaitTimeInMs: pollMs,
    allowAutoTopicCreation: false,
    readUncommitted: plan.isolationLevel === 'read_uncommitted',
    partitionAssigners: [partitionAssigner(plan.assignor, connection, () => ownedBy(of()))],
    retry: { ...patience(20), restartOnFailure: async () => isAlive(of()) && of().wires === line },
  })
  return { consumer, wires: line }
}
/** How long the group waits for this member in a rebalance, in ms; a join may take as long as the slowest member may. */
export function rebalanceTimeoutMs({ sessionTimeoutMs }: Pick<MemberPlan, 'sessionTimeoutMs'>): number {
  return Math.max(3_000, sessionTimeoutMs)
}
