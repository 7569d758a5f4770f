// How members come and go. Part of share-members.js, which loads it.

importPackage(org.apache.kafka.clients.consumer)

const bytes = 'org.apache.kafka.common.serialization.ByteArrayDeserializer'

Object.assign(verbs, {
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

  /** Throws what the client has met since it joined, for instance that it may not: it says so to the next poll alone. */
  check({ member }) {
    const { consumer } = members.get(member)
    // Woken up at once, as in a join.
    consumer.wakeup()
    unless('WakeupException', () => consumer.poll(java.time.Duration.ZERO))
    return null
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
})

function clientOf(name, group, maxRecords, acquireMode) {
  return new KafkaShareConsumer(
    javaMap(
      Object.assign({}, access, {
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
    ),
  )
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
