/** A request as the broker writes it into its log. */
interface Logged {
  readonly principal: string
  readonly api: string
  readonly request: Readonly<Record<string, unknown>>
}

/** A request that changes something, or is to: which, and the name of the topic, group or transactional id that it is about. */
export interface Change {
  readonly api: string
  readonly name: string
}

/** What these leave as it is. */
const looks = new Set([
  'API_VERSIONS',
  'SASL_HANDSHAKE',
  'SASL_AUTHENTICATE',
  'METADATA',
  'DESCRIBE_CLUSTER',
  'DESCRIBE_TOPIC_PARTITIONS',
  'FIND_COORDINATOR',
  'LIST_OFFSETS',
  'FETCH',
  'OFFSET_FETCH',
  'LIST_GROUPS',
  'DESCRIBE_GROUPS',
  'DESCRIBE_CONFIGS',
  'SHARE_GROUP_DESCRIBE',
  'DESCRIBE_SHARE_GROUP_OFFSETS',
  'GET_TELEMETRY_SUBSCRIPTIONS',
])

type Request = Readonly<Record<string, unknown>>

const each = (list: string, name: string) => (request: Request) =>
  ((request[list] ?? []) as Request[]).map((item) => item[name])
const these = (list: string) => (request: Request) => (request[list] ?? []) as unknown[]
const one = (field: string) => (request: Request) => [request[field]]

/** Where a request that changes something names what it is about. */
const namesIn: Readonly<Record<string, readonly ((request: Request) => unknown[])[]>> = {
  CREATE_TOPICS: [each('topics', 'name')],
  DELETE_TOPICS: [each('topics', 'name'), these('topicNames')],
  CREATE_PARTITIONS: [each('topics', 'name')],
  DELETE_RECORDS: [each('topics', 'name')],
  ALTER_CONFIGS: [each('resources', 'resourceName')],
  INCREMENTAL_ALTER_CONFIGS: [each('resources', 'resourceName')],
  PRODUCE: [each('topicData', 'name')],
  JOIN_GROUP: [one('groupId')],
  SYNC_GROUP: [one('groupId')],
  HEARTBEAT: [one('groupId')],
  LEAVE_GROUP: [one('groupId')],
  DELETE_GROUPS: [these('groupsNames')],
  OFFSET_COMMIT: [one('groupId'), each('topics', 'name')],
  OFFSET_DELETE: [one('groupId'), each('topics', 'name')],
  INIT_PRODUCER_ID: [one('transactionalId')],
  ADD_PARTITIONS_TO_TXN: [one('v3AndBelowTransactionalId'), each('v3AndBelowTopics', 'name')],
  ADD_OFFSETS_TO_TXN: [one('transactionalId'), one('groupId')],
  TXN_OFFSET_COMMIT: [one('transactionalId'), one('groupId'), each('topics', 'name')],
  END_TXN: [one('transactionalId')],
  SHARE_GROUP_HEARTBEAT: [one('groupId')],
  SHARE_FETCH: [one('groupId')],
  SHARE_ACKNOWLEDGE: [one('groupId')],
}

/** What this principal has asked a broker to change, each once, by the log of the broker. Throws for a request that is not known here, or in which no name is found. */
export function changesAsked(log: string, principal: string): Change[] {
  const found = requestsIn(log)
    .filter(({ principal: by, api, request }) => by === principal && !looks.has(api) && !isTrial(request))
    .flatMap(({ api, request }) => {
      const names = (namesIn[api] ?? []).flatMap((find) => find(request)).filter((name) => name !== undefined)
      if (names.length === 0)
        throw new Error(`Wanted to know what ${api} is about, found ${JSON.stringify(request)}.`)
      return names.map((name) => ({ api, name: String(name) }))
    })
  return [...new Map(found.map((change) => [JSON.stringify(change), change])).values()]
}

/** Whether the broker is asked only what it would say: of no topic even, to have a look at its controller. */
const isTrial = ({ validateOnly }: Request): boolean => validateOnly === true

function requestsIn(log: string): Logged[] {
  return [...log.matchAll(/kafka\.request\.logger - Completed request:(\{.*\})$/gm)].map(([, json = '']) => {
    const { requestHeader, request, principal } = JSON.parse(json) as {
      readonly requestHeader: { readonly requestApiKeyName: string }
      readonly request: Request
      readonly principal: string
    }
    return { principal, api: requestHeader.requestApiKeyName, request }
  })
}
