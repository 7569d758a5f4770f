import type { Connection } from './connection.js'
import { onceLoaded } from './groups.js'

/** Throws when the name, without prefix, stands for a group that is no share group. */
export async function mustBeShare(connection: Connection, group: string, cannot: string): Promise<void> {
  const kind = (await kindsOf(connection)).get(group)
  if (kind !== undefined && kind !== 'share')
    throw new Error(
      `${cannot}: there is a consumer group of that name, and a name stands for one group. Choose another name for the share group.`,
    )
}

/** Throws when the name, without prefix, stands for a share group. */
export function refuseShare(connection: Connection, group: string, cannot: string): Promise<void> {
  return refuseShares(connection, [group], () => cannot)
}

/** Throws when one of the names, without prefix, stands for a share group; `cannot` says of it what was attempted. */
export async function refuseShares(
  connection: Connection,
  groups: readonly string[],
  cannot: (group: string) => string,
): Promise<void> {
  if (groups.length === 0) return
  const kinds = await kindsOf(connection)
  const share = groups.find((group) => kinds.get(group) === 'share')
  if (share !== undefined)
    throw new Error(
      `${cannot(share)}: '${share}' is a share group, which has no committed offsets, and a name stands for one group. ` +
        `Look at it with lab.shareStatus('${share}'), or choose another name.`,
    )
}

/** The names of all groups, without prefix, and what the coordinator calls their kind: 'consumer', 'share', and '' for one that only has offsets. */
async function kindsOf({ admin, cluster }: Connection): Promise<ReadonlyMap<string, string>> {
  const { prefix } = cluster
  const { groups } = await onceLoaded('the group coordinator to list the groups', () => admin.listGroups())
  const ours = groups.filter(({ groupId }) => groupId.startsWith(prefix))
  return new Map(ours.map(({ groupId, protocolType }) => [groupId.slice(prefix.length), protocolType]))
}
