import type { Admin } from 'kafkajs'
import { printed } from '../model/printed.js'
import type { ReplicaSample } from '../model/replica-sample.js'
import { pause } from '../wait.js'
import { begun, failWork, replaceFormer } from './background.js'
import { createClient } from './client.js'
import { mustExist } from './existing.js'
import { hearOfLeaderless } from './leaderless.js'
import type { Provisioning } from './provisioning.js'
import { keep, lookAgain, mustBeEvery, type Sampling, seconds } from './sampling.js'
import { avoidingFrozen } from './silence.js'
import { placements } from './topics.js'
import { inTurn } from './turns.js'
import { wires } from './wires.js'

/** How the replicas of a topic are sampled. */
export interface ReplicaSamplingOptions {
  /** From the beginning of one look to that of the next, in ms; default 50, at least 20. */
  readonly everyMs?: number
}

/** Looks at the replicas of a topic in the background: state only. */
export interface ReplicaSamplingState extends Sampling<ReplicaSample> {
  readonly topic: string
}

/** A broker that answers does so in milliseconds. What it says after this is left out: it would be put at a wrong time. */
const answerWithinMs = 1_000

/**
 * Starts to look at the leaders and in-sync replicas of a topic that exists, by a client of its own, and returns after the
 * first look. A sampling of the topic that goes on already is ended first. A look that no broker answers in a second is left out.
 */
export async function startReplicaSampling(
  lab: Provisioning,
  topic: string,
  { everyMs = 50 }: ReplicaSamplingOptions = {},
): Promise<ReplicaSamplingState> {
  mustBeEvery(everyMs, `Cannot sample the replicas of '${topic}'`, 50)
  return inTurn(lab.turns, `replicas ${topic}`, async () => {
    const { connection, replicaSamplings } = lab
    await mustExist(connection, [topic], `Cannot sample the replicas of '${topic}'`)
    await replaceFormer(replicaSamplings.get(topic))
    const sampling: ReplicaSamplingState = {
      ...begun(`the sampling of the replicas of '${topic}'`),
      ...{ topic, everyMs, samples: listOf(topic) },
    }
    replicaSamplings.set(topic, sampling)
    lab.topics.add(topic)
    const asking = askingFor(lab)
    const first = lookOnce(lab, sampling, asking)
    sampling.over = first
      .then(() => keepLooking(lab, sampling, asking))
      .catch((problem: Error) =>
        failWork(
          sampling,
          `The sampling of the replicas of '${topic}' has failed: ${problem.message}`,
          problem,
        ),
      )
      .finally(() => asking.disconnect())
      .catch(() => {})
    await first
    return sampling
  })
}

/** An admin client that gives up soon, and asks no broker that the lab has frozen. */
function askingFor({ connection }: Provisioning): Admin {
  const { cluster } = connection
  const { factory } = wires({ silentMs: answerWithinMs, ...avoidingFrozen(cluster) })
  const kafka = createClient({
    to: cluster,
    clientId: 'kafka-groups-lab',
    ...(cluster.kind === 'embedded' ? { socketFactory: factory } : {}),
    retries: 5,
    requestTimeoutMs: answerWithinMs,
  })
  hearOfLeaderless(kafka)
  return kafka.admin()
}

async function keepLooking(lab: Provisioning, sampling: ReplicaSamplingState, asking: Admin): Promise<void> {
  const mustLive = (): void => {
    const dead = lab.connection.cluster.dead()
    if (dead !== null) throw new Error(dead)
  }
  await lookAgain(sampling, async () => {
    mustLive()
    await lookOnce(lab, sampling, asking)
  })
  mustLive()
}

async function lookOnce(lab: Provisioning, sampling: ReplicaSamplingState, asking: Admin): Promise<void> {
  const { topic } = sampling
  const { prefix } = lab.connection.cluster
  const look = asking.connect().then(() => placements(asking, [prefix + topic]))
  const atMs = Date.now()
  const seen = await Promise.race([look.catch(() => null), pause(answerWithinMs).then(() => null)])
  if (seen !== null) keep(sampling, { atMs, partitions: seen.map((each) => ({ ...each, topic })) })
}

function listOf(topic: string): ReplicaSample[] {
  const samples: ReplicaSample[] = []
  return printed(
    samples,
    () => `${samples.length} samples of the replicas of '${topic}' in ${seconds(samples)} s`,
  )
}
