import type { Connection } from './connection.js'
import { onceLoaded } from './groups.js'

/** Throws when the name, without prefix, stands for a group that is no share group. */
export async function mustBeShare(connection: Connection, group: string, cannot: string): Promise<void> {
  const kind = await kindOf(connection, group)
  if (kind !== null && kind !== 'share')
    throw new Error(
      `${cannot}: there is a consumer group of that name, and a name stands for one group. Choose another name for the share group.`,
    )
}

/** Throws when the name, without prefix, stands for a share group. */
export async function refuseShare(connection: Connection, group: string, cannot: string): Promise<void> {
  if ((await kindOf(connection, group)) === 'share')
    throw new Error(
      `${cannot}: '${group}' is a share group, which has no committed offsets, and a name stands for one group. ` +
        `Look at it with lab.shareStatus('${group}'), or choose another name.`,
    )
}

/** What the coordinator calls the kind of a group: 'consumer', 'share', and '' for one that only has offsets; null: no such group. */
async function kindOf({ admin, cluster }: Connection, group: string): Promise<string | null> {
  const { groups } = await onceLoaded('the group coordinator to list the groups', () => admin.listGroups())
  return groups.find(({ groupId }) => groupId === cluster.prefix + group)?.protocolType ?? null
}
