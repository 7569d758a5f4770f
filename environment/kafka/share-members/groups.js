// What is asked of share groups as a whole, and of the cluster. Part of share-members.js, which loads it.

importPackage(org.apache.kafka.clients.admin)

const admin = Admin.create(javaMap(access))

Object.assign(verbs, {
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
})
