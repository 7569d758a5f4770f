// Members of share groups (KIP-932), which JavaScript clients cannot be yet: Kafka's own Java client, driven by the lab.
//
// Run by Rhino, interpreted, on the jars of the brokers: src/cluster/share-process.ts starts it with the brokers' addresses
// as its argument. Each line of standard input is a request { id, verb, member, … }, each line of standard output the
// answer to one: { id, answer } or { id, error: { type, message } }, in the order in which they come to an end; messages
// come before the answer, each as a line { id, piece } of its own, so that one at a time is in memory twice. The
// requests to one member are done one after the other, by a thread of its own; only a crash comes at once. The end of standard input ends it.

importPackage(org.apache.kafka.clients.admin)
importPackage(org.apache.kafka.clients.consumer)
importPackage(java.util.concurrent)

// biome-ignore lint/complexity/noArguments: the names of a script's own are not a function's.
const brokers = arguments[0]
const encoder = java.util.Base64.getEncoder()
const bytes = 'org.apache.kafka.common.serialization.ByteArrayDeserializer'
const patienceMs = 10000
const members = new ConcurrentHashMap()
const admins = Executors.newCachedThreadPool()
const admin = Admin.create(new java.util.HashMap(javaMap({ 'bootstrap.servers': brokers })))

const verbs = {
  /** The level of the feature share.version that the cluster has finalised; 0: none. */
  feature() {
    const level = admin.describeFeatures().featureMetadata().get().finalizedFeatures().get('share.version')
    return level === null ? 0 : Number(level.maxVersionLevel())
  },

  /** Sets settings of a group; null: back to what the brokers have for all groups. */
  configure({ group, settings }) {
    const resource = new org.apache.kafka.common.config.ConfigResource(
      org.apache.kafka.common.config.ConfigResource.Type.GROUP,
      group,
    )
    const changes = new java.util.ArrayList()
    Object.keys(settings).forEach((name) => {
      const how = settings[name] === null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET
      changes.add(new AlterConfigOp(new ConfigEntry(name, settings[name]), how))
    })
    admin.incrementalAlterConfigs(java.util.Map.of(resource, changes)).all().get()
    return null
  },

  /** State, members with their assignments, and of each partition the start offset and the lag; null: no such share group. */
  describe({ group }) {
    const found = unless('GroupIdNotFoundException', () =>
      admin.describeShareGroups(java.util.List.of(group)).describedGroups().get(group).get(),
    )
    if (found === null) return null
    const all = java.util.Map.of(group, new ListShareGroupOffsetsSpec())
    const offsets = admin.listShareGroupOffsets(all).partitionsToOffsetInfo(group).get()
    return {
      state: String(found.groupState()),
      members: list(found.members()).map((each) => ({
        name: String(each.clientId()),
        id: String(each.consumerId()),
        assigned: list(each.assignment().topicPartitions()).map(place),
      })),
      partitions: list(offsets.entrySet()).map((entry) => {
        const info = entry.getValue()
        const at = place(entry.getKey())
        return {
          topic: at.topic,
          partition: at.partition,
          startOffset: info === null ? null : Number(info.startOffset()),
          lag: info === null || !info.lag().isPresent() ? null : Number(info.lag().get()),
        }
      }),
    }
  },

  /** The share groups of the cluster. */
  list() {
    return list(admin.listGroups(ListGroupsOptions.forShareGroups()).all().get()).map((each) =>
      String(each.groupId()),
    )
  },

  /** Deletes a group that is empty. */
  remove({ group }) {
    admin.deleteShareGroups(java.util.List.of(group)).all().get()
    return null
  },

  /** Joins, and returns the id under which the coordinator lists the member. */
  join({ member, name, group, topics, maxRecords, acquireMode }) {
    const me = members.get(member)
    try {
      me.consumer = clientOf(name, group, maxRecords, acquireMode)
    } catch (problem) {
      members.remove(member).thread.shutdown()
      throw problem
    }
    me.consumer.subscribe(java.util.List.of.apply(null, topics))
    // Polling is what joins. Woken up at once it does not fetch: nothing is acquired before somebody asks for it.
    me.consumer.wakeup()
    unless('WakeupException', () => me.consumer.poll(java.time.Duration.ZERO))
    return String(inside(networkOf(me.consumer), 'requestManagers').shareMembershipManager.get().memberId())
  },

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

  /** Leaves the group within timeoutMs; what it holds is released. Whom it found acquiring was woken up for it. */
  leave({ member, timeoutMs }) {
    const me = members.remove(member)
    if (me === null) return null // it could not be made
    me.consumer.close(java.time.Duration.ofMillis(timeoutMs))
    me.thread.shutdown()
    return null
  },

  /**
   * Cuts the member off. The client has no such verb (to close it with no time still says goodbye), so its network thread is
   * told to stop and its sockets are closed under it: the broker sees what it sees of a process that was killed. What the
   * client keeps in memory is given up with it.
   */
  crash({ member }) {
    const { consumer, thread } = members.get(member)
    members.get(member).looking = false
    const network = networkOf(consumer)
    fieldOf(network, 'running').setBoolean(network, false)
    inside(inside(network, 'networkClientDelegate'), 'client').close()
    members.remove(member)
    // What waits for its turn is answered: with a failure, as the member is gone.
    thread.shutdownNow().forEach((request) => {
      request.run()
    })
    inside(inside(consumer, 'delegate'), 'fetchBuffer').close()
    inside(inside(consumer, 'delegate'), 'metrics').close()
    return null
  },
}

function clientOf(name, group, maxRecords, acquireMode) {
  return new KafkaShareConsumer(
    javaMap({
      'bootstrap.servers': brokers,
      'client.id': name,
      'group.id': group,
      'key.deserializer': bytes,
      'value.deserializer': bytes,
      'share.acknowledgement.mode': 'explicit',
      'share.acquire.mode': acquireMode,
      'max.poll.records': String(maxRecords),
      // A reader may think for as long as it takes between two cells.
      'max.poll.interval.ms': '2147483647',
      'fetch.max.wait.ms': '100',
      // What a member holds is in this process's memory; Kafka's own default is 50 MiB.
      'fetch.max.bytes': String(4 * 1024 * 1024),
    }),
  )
}

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

function networkOf(consumer) {
  return inside(inside(inside(consumer, 'delegate'), 'applicationEventHandler'), 'networkThread')
}

function fieldOf(object, name) {
  const field = object.getClass().getDeclaredField(name)
  field.setAccessible(true)
  return field
}

function inside(object, name) {
  return fieldOf(object, name).get(object)
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

/** Of a partition, or of a record in it. */
function place(at) {
  const found = { topic: String(at.topic()), partition: Number(at.partition()) }
  if (at.offset) found.offset = Number(at.offset())
  return found
}

function nameOf({ topic, partition, offset }) {
  return `${topic}-${partition}-${offset}`
}

function list(iterable) {
  const found = []
  iterable.forEach((each) => {
    found.push(each)
  })
  return found
}

function base64(data) {
  return data === null ? null : String(encoder.encodeToString(data))
}

function javaMap(object) {
  const map = new java.util.HashMap()
  Object.keys(object).forEach((name) => {
    map.put(name, object[name])
  })
  return map
}

/** What Java threw, out of what Rhino and its futures wrapped around it. */
function thrown(problem) {
  let cause = problem.javaException || problem
  while (cause instanceof ExecutionException || cause instanceof CompletionException) cause = cause.getCause()
  return cause
}

/** What work returns; null when it ends with this exception of Java's. */
function unless(type, work) {
  try {
    return work()
  } catch (problem) {
    if (typeOf(thrown(problem)) !== type) throw problem
    return null
  }
}

function typeOf(cause) {
  return cause.getClass ? String(cause.getClass().getSimpleName()) : 'Error'
}

function say(line) {
  const ascii = JSON.stringify(line).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  java.lang.System.out.println(ascii)
}

function answer(request) {
  const { id, verb } = request
  let said = { error: { type: 'Error', message: 'it failed without an exception' } }
  try {
    said = { answer: verbs[verb](request, (piece) => say({ id, piece })) }
  } catch (problem) {
    const cause = thrown(problem)
    const message = cause.getMessage ? cause.getMessage() : cause.message
    said = { error: { type: typeOf(cause), message: String(message) } }
  } finally {
    // Rhino catches no Error of Java's, and goes on through here: whoever asked is always answered.
    say({ id, answer: said.answer, error: said.error })
  }
}

function threadFor({ verb, member }) {
  if (member === undefined || verb === 'crash') return admins
  if (verb === 'join')
    members.put(member, {
      thread: Executors.newSingleThreadExecutor(),
      consumer: null,
      held: {},
      stash: null,
      looking: false,
      acquiring: false,
    })
  const me = members.get(member)
  if (me === null) return admins // which answers that there is none
  if (verb === 'acquire') me.acquiring = true
  // Closing the client later cannot be woken up by what comes too late for the acquisition.
  if (verb === 'leave' && me.acquiring) me.consumer.wakeup()
  return me.thread
}

const input = new java.io.BufferedReader(new java.io.InputStreamReader(java.lang.System.in, 'UTF-8'))
input.lines().forEach((line) => {
  const request = JSON.parse(line)
  threadFor(request).execute(() => answer(request))
})
java.lang.Runtime.getRuntime().halt(0)
