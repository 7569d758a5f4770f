import { existsSync, readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clustersFolder } from '../../src/cluster/folder.js'
import { freePorts } from '../../src/cluster/ports.js'
import { openLab } from '../../src/open-lab.js'
import { keptState } from '../../src/state.js'
import { waitFor } from '../../src/wait.js'
import { prefix } from '../lab/on-external.js'
import { refusal } from '../lab/with-lab.js'
import { leadBy, loginAs, onSecure, type Ways } from './on-secure.js'
import type { SecureBroker } from './secure-broker.js'

const secure = onSecure()
/** Accepts connections and says nothing. */
let mute: Server
let closedPort: number

beforeAll(async () => {
  mute = createServer((socket) => socket.resume())
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  ;[closedPort = 0] = await freePorts(1)
})
afterAll(() => mute.close())
afterEach(() => leadBy({}))

type Plan = (broker: SecureBroker) => Ways

const login =
  (changes: Ways = {}): Plan =>
  (broker) => ({ ...loginAs(broker, 'maria'), ...changes })
const tls =
  (at: keyof SecureBroker['at'], changes: Ways = {}): Plan =>
  (broker) => ({
    ...{ KAFKA_BROKERS: broker.at[at], LAB_PREFIX: prefix, KAFKA_TLS_CA: broker.files.authority },
    ...changes,
  })
const plainText =
  (at: keyof SecureBroker['at']): Plan =>
  (broker) => ({ KAFKA_BROKERS: broker.at[at], LAB_PREFIX: prefix })

/** AT, and FILE of an authority that did not sign, stand for those of the run. */
test.each<[string, Plan, string]>([
  [
    'a wrong password',
    login({ KAFKA_SASL_PASSWORD: 'kennwort-WRONG-99aa' }),
    "Cannot log in to the Kafka at AT as 'maria' with SCRAM-SHA-512: its brokers refuse this user name with this password (SASL SCRAM SHA512 authentication failed: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512). Check KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD or its file, and start again.",
  ],
  [
    'a wrong password, with PLAIN',
    login({ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_PASSWORD: 'kennwort-WRONG-99aa' }),
    "Cannot log in to the Kafka at AT as 'maria' with PLAIN: its brokers refuse this user name with this password (SASL PLAIN authentication failed: Authentication failed: Invalid username or password). Check KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD or its file, and start again.",
  ],
  [
    'a mechanism that the brokers do not offer',
    (broker) => ({ ...loginAs(broker, 'maria'), KAFKA_BROKERS: broker.at.CLEAR, KAFKA_TLS_CA: '' }),
    'Cannot log in to the Kafka at AT with SCRAM-SHA-512: its brokers do not offer this mechanism. Set KAFKA_SASL_MECHANISM to one that they offer, and start again.',
  ],
  [
    'logging in where nobody does',
    (broker) => ({ ...loginAs(broker, 'maria'), KAFKA_BROKERS: broker.at.TLS }),
    'Cannot log in to the Kafka at AT: nobody logs in there, its listener is without SASL. Leave out the variables that begin with KAFKA_SASL, or name a listener with SASL in KAFKA_BROKERS, and start again.',
  ],
  [
    'the authority of somebody else',
    (broker) => ({ ...loginAs(broker, 'maria'), KAFKA_TLS_CA: broker.files.stranger }),
    "Cannot trust the Kafka at AT: its certificate was not signed by an authority in 'FILE' (KAFKA_TLS_CA) (unable to verify the first certificate). Set KAFKA_TLS_CA to the PEM file of the authority that signed it, and start again.",
  ],
  [
    'no authority of the cluster',
    tls('TLS', { KAFKA_TLS: 'true', KAFKA_TLS_CA: '' }),
    'Cannot trust the Kafka at AT: its certificate was not signed by an authority that Node.js knows (unable to verify the first certificate). Set KAFKA_TLS_CA to the PEM file of the authority that signed it, and start again.',
  ],
  [
    'a certificate for another host',
    tls('MISNAMED'),
    "Cannot trust the Kafka at AT: its certificate is for another host (Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list). Name the brokers in KAFKA_BROKERS as their certificates do, and start again.",
  ],
  [
    'no certificate where one is wanted',
    tls('MUTUAL'),
    'Cannot reach Kafka at AT with TLS: it wants a certificate of the client (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED). Set KAFKA_TLS_CERT and KAFKA_TLS_KEY to its PEM files, and start again.',
  ],
  [
    'plain text to a listener with TLS',
    plainText('TLS'),
    'Cannot reach Kafka at AT in plain text: it ended the connection without an answer, as a listener does that wants TLS or SASL. Set KAFKA_TLS, KAFKA_SASL_MECHANISM and what goes with them as the cluster wants it, and start again.',
  ],
  [
    'plain text to a listener with SASL',
    plainText('CLEAR'),
    'Cannot reach Kafka at AT in plain text: it ended the connection without an answer, as a listener does that wants TLS or SASL. Set KAFKA_TLS, KAFKA_SASL_MECHANISM and what goes with them as the cluster wants it, and start again.',
  ],
  [
    'TLS to a listener in plain text',
    tls('PLAINTEXT'),
    'Cannot reach Kafka at AT with TLS: it ended the connection before anything was agreed on, as a listener without TLS does. Leave out KAFKA_TLS and the files that go with it, or name a listener with TLS in KAFKA_BROKERS, and start again.',
  ],
  [
    'TLS alone to a listener with SASL',
    tls('LOGIN'),
    'Cannot reach Kafka at AT with TLS alone: it ended the connection without an answer, as a listener does that wants SASL too. Set KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and a password, and start again.',
  ],
  [
    'SASL alone to a listener with TLS',
    login({ KAFKA_TLS_CA: '' }),
    'Cannot reach Kafka at AT with SASL in plain text: it ended the connection without an answer, as a listener does that wants TLS too. Set KAFKA_TLS=true, and start again.',
  ],
  [
    'a host that nobody knows',
    login({ KAFKA_BROKERS: 'no-such-host.invalid:9093' }),
    'Cannot reach Kafka at AT: no broker answered (getaddrinfo ENOTFOUND no-such-host.invalid). Check the address in KAFKA_BROKERS and that the cluster runs, or unset KAFKA_BROKERS to use the Kafka that the lab starts itself.',
  ],
  [
    'a port where nobody listens',
    (broker) => ({ ...loginAs(broker, 'maria'), KAFKA_BROKERS: `127.0.0.1:${closedPort}` }),
    'Cannot reach Kafka at AT: no broker answered (connect ECONNREFUSED AT). Check the address in KAFKA_BROKERS and that the cluster runs, or unset KAFKA_BROKERS to use the Kafka that the lab starts itself.',
  ],
  [
    'a port where somebody says nothing',
    (broker) => {
      const { port } = mute.address() as { port: number }
      return { ...loginAs(broker, 'maria'), KAFKA_BROKERS: `127.0.0.1:${port}` }
    },
    'Cannot reach Kafka at AT: no broker answered (Connection timeout). Check the address in KAFKA_BROKERS and that the cluster runs, or unset KAFKA_BROKERS to use the Kafka that the lab starts itself.',
  ],
])('%s: one sentence, and nothing is left behind', async (_, plan, sentence) => {
  const { broker } = secure
  const ways = plan(broker)
  leadBy(ways)
  const before = { connections: connections(), folders: folders() }
  const said = await refusal(openLab())
  expect(said).toBe(
    sentence.replace(/\bAT\b/g, ways.KAFKA_BROKERS ?? '').replace('FILE', broker.files.stranger),
  )
  expect(said).not.toContain('kennwort')
  expect(await keptState()).toBeNull()
  await waitFor('the connections to be gone', (saw) => {
    saw(`${connections()} connections, ${before.connections} before`)
    return connections() <= before.connections || undefined
  })
  expect(folders()).toEqual(before.folders)
})

function connections(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCPSocketWrap|TLSWrap|TCPConnectWrap/.test(name))
    .length
}

/** Data folders of brokers that this process has started: the one that the tests are about. */
function folders(): string[] {
  if (!existsSync(clustersFolder)) return []
  return readdirSync(clustersFolder).filter((name) => name.startsWith(`${process.pid}-`))
}
