import {
  anything,
  callable,
  flag,
  oneOf,
  readable,
  text,
  texts,
  time,
  type Wanted,
} from '../model/options.js'
import type { Call } from './call.js'
import type { CrashRunsOptions } from './crash-runs-options.js'
import type { HandleOptions } from './handle-options.js'
import type { InSyncOptions } from './in-sync.js'
import type { JoinOptions } from './join.js'
import type { SamplingOptions } from './lag-sampling.js'
import type { ObserveOptions } from './observe.js'
import type { ProcessOptions } from './process-options.js'
import type { ProduceOptions } from './produce-options.js'
import type { ReceiveOptions } from './receive.js'
import type { ReplicaSamplingOptions } from './replica-sampling.js'
import type { ResetOptions } from './reset.js'
import type { SettledOptions } from './settled.js'
import type { AcquireOptions } from './share-acquire.js'
import type { JoinShareOptions } from './share-join.js'
import type { TrafficOptions } from './traffic.js'
import type { TransactionOptions } from './transaction-options.js'

/** What is wanted of every option of a verb: one that is missing here does not compile. */
type Every<Options> = { readonly [name in keyof Required<Options>]: Wanted }

const at = <Options>(index: number, wanted: Every<Options>): NonNullable<Call['options']> => ({
  at: index,
  wanted: wanted as Readonly<Record<string, Wanted>>,
})

const starts = oneOf('beginning', 'end')

/** The calls of the lab that ask the cluster, by their verbs. */
export const labCalls = {
  provision: {
    cannot: () => 'Cannot provision topics',
    options: at<{ fresh?: boolean }>(1, { fresh: flag }),
  },
  addPartitions: { cannot: (topic) => `Cannot add partitions to ${topic}`, names: 'topic' },
  describe: { cannot: (topic) => `Cannot describe ${topic}` },
  brokers: { cannot: () => 'Cannot name the brokers' },
  segments: { cannot: (topic) => `Cannot look at the segments of ${topic}`, names: 'topic' },
  produce: {
    cannot: (topic) => `Cannot produce to ${topic}`,
    names: 'topic',
    options: at<ProduceOptions>(2, {
      acks: anything,
      compression: anything,
      batchSize: anything,
      freshProducer: flag,
    }),
  },
  join: {
    cannot: (group) => `Cannot join group ${group}`,
    names: 'group',
    options: at<JoinOptions>(2, {
      as: anything,
      from: starts,
      commit: oneOf('ledger', 'naive'),
      commitWhen: readable,
      assignor: anything,
      isolationLevel: anything,
      fresh: flag,
      sessionTimeoutMs: anything,
    }),
  },
  reset: {
    cannot: (group) => `Cannot reset group ${group}`,
    names: 'group',
    options: at<ResetOptions>(1, { to: anything, topic: text, partition: anything }),
  },
  redrive: { cannot: (queue) => `Cannot redrive ${queue}`, names: 'topic' },
  observe: {
    cannot: () => 'Cannot observe',
    options: at<ObserveOptions>(0, { topics: texts, groups: texts }),
  },
  status: { cannot: (group) => `Cannot tell the status of group ${group}`, names: 'group' },
  settled: {
    cannot: (group) => `Cannot wait for group ${group} to settle`,
    names: 'group',
    options: at<SettledOptions>(1, { members: anything, timeoutMs: time }),
  },
  traffic: {
    cannot: (topic) => `Cannot send traffic to ${topic}`,
    names: 'topic',
    options: at<TrafficOptions>(1, { perSecond: anything, message: callable, acks: anything }),
  },
  sampleLag: {
    cannot: (group) => `Cannot sample the lag of group ${group}`,
    names: 'group',
    options: at<SamplingOptions>(1, { everyMs: anything }),
  },
  joinShare: {
    cannot: (group) => `Cannot join share group ${group}`,
    names: 'share group',
    options: at<JoinShareOptions>(2, {
      as: anything,
      maxRecords: anything,
      acquireMode: anything,
      from: anything,
      lockMs: anything,
      fresh: flag,
    }),
  },
  shareStatus: {
    cannot: (group) => `Cannot tell the status of share group ${group}`,
    names: 'share group',
  },
  transaction: {
    cannot: (id) => `Cannot begin transaction ${id}`,
    options: at<TransactionOptions>(1, { timeoutMs: anything }),
  },
  crashRuns: {
    cannot: (topic) => `Cannot try crashes from ${topic}`,
    names: 'topic',
    options: at<CrashRunsOptions>(2, {
      guarantee: anything,
      plan: readable,
      atOnce: anything,
      sessionTimeoutMs: anything,
      onRun: anything,
    }),
  },
  sampleReplicas: {
    cannot: (topic) => `Cannot sample the replicas of ${topic}`,
    names: 'topic',
    options: at<ReplicaSamplingOptions>(1, { everyMs: anything }),
  },
  inSync: {
    cannot: (topic) => `Cannot wait for the in-sync replicas of ${topic}`,
    names: 'topic',
    options: at<InSyncOptions>(1, { replicas: anything, timeoutMs: time }),
  },
  startOver: { cannot: () => 'Cannot start over' },
} satisfies Readonly<Record<string, Call>>

const handling = at<HandleOptions>(1, { onError: readable, heartbeats: anything })

/** The calls of a member that ask the cluster; `who` is the member as a sentence names it. */
export function memberCalls(
  who: string,
): Readonly<Record<'receive' | 'handle' | 'work' | 'process' | 'ack' | 'commit', Call>> {
  return {
    receive: {
      cannot: () => `${who} cannot receive`,
      options: at<ReceiveOptions>(0, { timeoutMs: time }),
    },
    handle: { cannot: () => `${who} cannot handle`, options: handling },
    work: { cannot: () => `${who} cannot work`, options: handling },
    process: {
      cannot: (topic) => `${who} cannot process into ${topic}`,
      names: 'topic',
      options: at<ProcessOptions>(2, { guarantee: anything, crash: readable }),
    },
    ack: { cannot: () => `${who} cannot acknowledge` },
    commit: { cannot: () => `${who} cannot commit` },
  }
}

/** The calls of a member of a share group. */
export function shareCalls(who: string): Readonly<Record<'acquire' | 'accept' | 'release' | 'reject', Call>> {
  return {
    acquire: {
      cannot: () => `${who} cannot acquire`,
      options: at<AcquireOptions>(0, { timeoutMs: anything }),
    },
    accept: { cannot: () => `${who} cannot accept` },
    release: { cannot: () => `${who} cannot release` },
    reject: { cannot: () => `${who} cannot reject` },
  }
}

/** The calls of a transaction. */
export const transactionCalls = {
  send: { cannot: (topic) => `Cannot produce to ${topic}`, names: 'topic' },
  sendOffsets: { cannot: () => 'Cannot send offsets' },
  commit: { cannot: () => 'Cannot commit' },
  abort: { cannot: () => 'Cannot abort' },
} satisfies Readonly<Record<string, Call>>
