// What is asked of share groups as a whole, and of the cluster. Part of share-members.js, which loads it.

importPackage(org.apache.kafka.clients.admin)

const admin = newAdmin()

/** The client that is asked for lags; another takes its place when it is kept waiting. */
const ofLags = new java.util.concurrent.atomic.AtomicReference(newAdmin())

function newAdmin() {
  return Admin.create(javaMap(access))
}

/** How long a broker is given for an answer before the same is asked by another client, in ms. */
const promptMs = 100

/**
 * What Kafka says to a question for lags, asked once more if it does not answer soon. The first lag that a broker of 4.2 is
 * asked for comes after 1 to 2 s: what it looks up the log end with takes a connection that is just being made for one that
 * has failed, and puts its next try off. The same question is then answered at once, but to another client: a broker takes up
 * what one client asks in turn.
 */
function promptly(question) {
  const kept = ofLags.get()
  const first = future(question(kept))
  try {
    return first.get(promptMs, TimeUnit.MILLISECONDS)
  } catch (problem) {
    if (typeOf(thrown(problem)) !== 'TimeoutException') throw problem
  }
  const next = newAdmin()
  // To close a client is to wait for all that it was asked.
  if (ofLags.compareAndSet(kept, next)) first.whenComplete(() => kept.close())
  else next.close()
  return CompletableFuture.anyOf(first, future(question(ofLags.get()))).get()
}

function future(answer) {
  return answer.toCompletionStage().toCompletableFuture()
}

Object.assign(verbs, {
  /** The level of the feature share.version that the cluster has finalised; 0: none. */
  feature() {
    const level = admin.describeFeatures().featureMetadata().get().finalizedFeatures().get('share.version')
    return level === null ? 0 : Number(level.maxVersionLevel())
  },

  /**
   * Has Kafka make the topic in which it keeps the state of share groups, by asking for that of a group that there is not. The
   * first group would find it missing, and look for it again after 2 s.
   */
  haveStateTopic({ topic }) {
    const own = newAdmin()
    const at = new org.apache.kafka.common.TopicPartition(topic, 0)
    const one = new ListShareGroupOffsetsSpec().topicPartitions(java.util.List.of(at))
    try {
      own.listShareGroupOffsets(java.util.Map.of('warm-up', one)).all().get()
    } finally {
      own.close()
    }
    return null
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
    const offsets = promptly((client) => client.listShareGroupOffsets(all).partitionsToOffsetInfo(group))
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
})
