import {
  type AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  type Admin,
  ResourcePatternTypes,
} from 'kafkajs'
import { waitFor } from '../../src/wait.js'

/** What is denied to a user: an operation on everything of one kind. */
export interface Denial {
  readonly user: string
  readonly resourceType: AclResourceTypes
  readonly operation: AclOperationTypes
}

/** Denies it while `work` runs, through an admin who may: what is denied goes before what is allowed. */
export async function denying<T>(
  admin: Admin,
  { user, resourceType, operation }: Denial,
  work: () => Promise<T>,
): Promise<T> {
  const rule = {
    resourceType,
    resourceName: resourceType === AclResourceTypes.CLUSTER ? 'kafka-cluster' : '*',
    principal: `User:${user}`,
    host: '*',
    operation,
    permissionType: AclPermissionTypes.DENY,
  }
  const literal = { ...rule, resourcePatternType: ResourcePatternTypes.LITERAL }
  const inForce = async (wanted: boolean): Promise<void> => {
    await waitFor(`the denial to be ${wanted ? 'in force' : 'gone'}`, async () => {
      const { resources } = await admin.describeAcls(literal)
      return resources.length > 0 === wanted || undefined
    })
  }
  await admin.createAcls({ acl: [literal] })
  await inForce(true)
  try {
    return await work()
  } finally {
    await admin.deleteAcls({ filters: [literal] })
    await inForce(false)
  }
}
