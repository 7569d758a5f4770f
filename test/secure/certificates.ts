import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** A certificate with its key, both PEM. */
export interface Certificate {
  readonly name: string
  readonly certificate: string
  /** PKCS #8. */
  readonly key: string
  readonly signs: (plan: CertificatePlan) => Certificate
}

/** Whom a certificate is for. */
export interface CertificatePlan {
  /** The common name of its subject. */
  readonly name: string
  /** The hosts that it is good for: names, or addresses of IPv4. */
  readonly hosts?: readonly string[]
  /** Default: for a day from yesterday on, and one after. */
  readonly until?: Date
}

const dayMs = 24 * 60 * 60 * 1_000

/** A new certificate authority, which signs certificates: made here, because a plain machine has no other tool for it. See RFC 5280. */
export function authority(name: string): Certificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return signed({ name }, keys, { name, key: keys.privateKey }, true)
}

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

function signed(
  { name, hosts = [], until = new Date(Date.now() + dayMs) }: CertificatePlan,
  { publicKey, privateKey }: Pair,
  issuer: { readonly name: string; readonly key: KeyObject },
  isAuthority: boolean,
): Certificate {
  const body = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    distinguished(issuer.name),
    sequence(time(new Date(Date.now() - dayMs)), time(until)),
    distinguished(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(hosts, isAuthority))),
  )
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.key)))
  return {
    name,
    certificate: pem('CERTIFICATE', der),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    signs: (plan) =>
      signed(plan, generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), { name, key: privateKey }, false),
  }
}

/** basicConstraints and subjectAltName, with dNSName and iPAddress in it. */
function extensions(hosts: readonly string[], isAuthority: boolean): Buffer[] {
  const names = hosts.map((host) =>
    isIPv4(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host)),
  )
  const constraints = isAuthority ? sequence(tagged(0x01, Buffer.of(0xff))) : sequence()
  return [
    sequence(identifier('551d13'), tagged(0x01, Buffer.of(0xff)), tagged(0x04, constraints)),
    ...(names.length === 0 ? [] : [sequence(identifier('551d11'), tagged(0x04, sequence(...names)))]),
  ]
}

const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'))

function distinguished(name: string): Buffer {
  return sequence(tagged(0x31, sequence(identifier('550403'), tagged(0x0c, Buffer.from(name)))))
}

function time(at: Date): Buffer {
  return tagged(0x18, Buffer.from(`${at.toISOString().replace(/\.\d+Z|[-:T]/g, '')}Z`))
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function explicit(number: number, content: Buffer): Buffer {
  return tagged(0xa0 + number, content)
}

function integer(content: Buffer): Buffer {
  return tagged(0x02, content)
}

function bits(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.of(0), content]))
}

/** An object identifier, by its bytes. */
function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

/** DER: tag, length, content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
