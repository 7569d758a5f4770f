// What members acquire and acknowledge. Part of share-members.js, which loads it.

importPackage(org.apache.kafka.clients.consumer)

const patienceMs = 10000

Object.assign(verbs, {
  /**
   * Messages that are acquired for the member: what there is at once, or the first that come within timeoutMs. ageMs: how
   * long ago they came. `stale` are held messages whose lock is over: the client gives out no more while it holds them.
   */
  acquire({ member, timeoutMs, stale }, piece) {
    const me = members.get(member)
    try {
      return acquired(me, timeoutMs, stale, piece)
    } finally {
      me.acquiring = false
    }
  },

  /** Acknowledges messages, and says of each partition what the broker answered: null or its refusal. */
  acknowledge({ member, as, messages }) {
    const { consumer } = members.get(member)
    messages.forEach((at) => {
      acknowledge(members.get(member), at, as)
    })
    const answers = consumer.commitSync(java.time.Duration.ofMillis(patienceMs))
    return list(answers.entrySet()).map((entry) => {
      const at = place(entry.getKey())
      const refusal = entry.getValue().orElse(null)
      return {
        topic: at.topic,
        partition: at.partition,
        refusal: refusal === null ? null : { type: typeOf(refusal), message: String(refusal.getMessage()) },
      }
    })
  },
})

function acquired(me, timeoutMs, stale, piece) {
  giveUp(me, stale)
  if (me.stash !== null && now() - me.stash.atMs >= me.consumer.acquisitionLockTimeoutMs().orElse(0)) {
    const late = me.stash
    me.stash = null
    giveUp(me, late.records.map(place))
  }
  if (me.stash === null) poll(me, timeoutMs)
  const stash = me.stash
  if (stash !== null)
    stash.records.forEach((record) => {
      piece(message(record))
    })
  me.stash = null
  me.looking = stash === null
  if (me.looking) me.thread.execute(() => lookOn(me))
  return {
    lockMs: Number(me.consumer.acquisitionLockTimeoutMs().orElse(0)),
    ageMs: stash === null ? 0 : now() - stash.atMs,
  }
}

/** Keeps what comes within timeoutMs, and when it came. */
function poll(me, timeoutMs) {
  const records = list(me.consumer.poll(java.time.Duration.ofMillis(timeoutMs)))
  if (records.length === 0) return
  records.forEach((record) => {
    me.held[nameOf(place(record))] = record
  })
  me.stash = { records, atMs: now() }
}

/**
 * When nothing came, the client goes on asking by itself, and what comes later is locked for this member from then on. So
 * it is looked at between requests: the next acquire() has to know how old the lock is.
 */
function lookOn(me) {
  if (!me.looking) return
  try {
    poll(me, 50)
  } catch (_) {
    me.looking = false // the next request meets it again, and says it
  }
  if (me.stash === null && me.looking) me.thread.execute(() => lookOn(me))
}

/** Releases messages whose lock is over for the broker: only so does the client forget them. It refuses, as it should. */
function giveUp(me, places) {
  if (places.length === 0) return
  places.forEach((at) => {
    acknowledge(me, at, 'RELEASE')
  })
  me.consumer.commitSync(java.time.Duration.ofMillis(patienceMs))
}

function acknowledge(me, at, as) {
  me.consumer.acknowledge(me.held[nameOf(at)], AcknowledgeType[as])
  delete me.held[nameOf(at)]
}

function message(record) {
  const at = place(record)
  return {
    topic: at.topic,
    partition: at.partition,
    offset: at.offset,
    deliveryCount: Number(record.deliveryCount().get()),
    timestampMs: Number(record.timestamp()),
    key: base64(record.key()),
    value: base64(record.value()),
    headers: list(record.headers()).map((header) => [String(header.key()), base64(header.value())]),
  }
}

function now() {
  return Number(java.lang.System.currentTimeMillis())
}

function nameOf({ topic, partition, offset }) {
  return `${topic}-${partition}-${offset}`
}
