import { writeFileSync } from 'node:fs'
import {
  type AclEntry,
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs'
import { kafkaTool } from '../kafka/kafka-tool.js'

/** Who may log in at a broker, by name: the password, and the prefix of what is theirs; null: nothing is. `root` may do everything. */
export type Users = Readonly<Record<string, { readonly password: string; readonly prefix: string | null }>>

/** What has an owner in Kafka. */
const kinds = [AclResourceTypes.TOPIC, AclResourceTypes.GROUP, AclResourceTypes.TRANSACTIONAL_ID]

/** For Rhino and Kafka's Java client: kafkajs cannot set passwords, and Kafka's own tool sets one a run. */
const script = `
importPackage(org.apache.kafka.clients.admin)
const admin = Admin.create(java.util.Map.of('bootstrap.servers', address))
;[ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512].forEach((mechanism) => {
  const changes = new java.util.ArrayList()
  Object.keys(users).forEach((name) => {
    const info = new ScramCredentialInfo(mechanism, 4096)
    changes.add(new UserScramCredentialUpsertion(name, info, users[name].password))
  })
  admin.alterUserScramCredentials(changes).all().get()
})
admin.close()
`

/** Gives users their passwords for SCRAM, all rights on what begins with their prefix, and a look at the settings of the brokers. */
export async function addUsers(address: string, users: Users, folder: string): Promise<void> {
  const file = `${folder}/users.js`
  writeFileSync(
    file,
    `const address = ${JSON.stringify(address)}\nconst users = ${JSON.stringify(users)}\n${script}`,
    {
      mode: 0o600,
    },
  )
  await kafkaTool('org.mozilla.javascript.tools.shell.Main', [...['-opt', '-1', '-version', '200'], file])
  const admin = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  try {
    const owners = Object.entries(users).flatMap(([name, { prefix }]) =>
      prefix === null ? [] : [{ name, prefix }],
    )
    await admin.createAcls({ acl: owners.flatMap(rightsOf) })
  } finally {
    await admin.disconnect()
  }
}

/** As a user who logs in, and as the holder of a certificate with that name. */
function rightsOf({ name, prefix }: { readonly name: string; readonly prefix: string }): AclEntry[] {
  const { PREFIXED, LITERAL } = ResourcePatternTypes
  return [`User:${name}`, `User:CN=${name}`].flatMap((principal) => {
    const allowed = { principal, host: '*', permissionType: AclPermissionTypes.ALLOW }
    const own = {
      ...allowed,
      resourceName: prefix,
      resourcePatternType: PREFIXED,
      operation: AclOperationTypes.ALL,
    }
    const cluster = { ...allowed, resourceName: 'kafka-cluster', resourcePatternType: LITERAL }
    return [
      ...kinds.map((resourceType) => ({ ...own, resourceType })),
      { ...cluster, resourceType: AclResourceTypes.CLUSTER, operation: AclOperationTypes.DESCRIBE_CONFIGS },
    ]
  })
}
