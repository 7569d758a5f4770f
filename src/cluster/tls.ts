import { createPrivateKey, X509Certificate } from 'node:crypto'
import { fileOf } from './file-of.js'
import { hidden } from './hidden.js'

/** What clients need for TLS; certificates and keys are PEM. */
export interface Tls {
  /** The certificate authorities that are trusted, and the file that they are from; null: those that Node.js and Java bring. */
  readonly authority: { readonly file: string; readonly pem: string } | null
  /** What clients show for themselves; null: nothing. The key is in PKCS #8, and is left out when this is printed. */
  readonly own: { readonly certificate: string; readonly key: string } | null
}

/** The variables about TLS. */
export interface TlsVariables {
  /** true or false; true where one of the others is set. */
  readonly KAFKA_TLS?: string | undefined
  /** Path of a PEM file with the certificate authorities to trust. */
  readonly KAFKA_TLS_CA?: string | undefined
  /** Paths of the PEM files with the client's own certificate, and those that vouch for it, and with its key. */
  readonly KAFKA_TLS_CERT?: string | undefined
  readonly KAFKA_TLS_KEY?: string | undefined
}

const files = ['KAFKA_TLS_CA', 'KAFKA_TLS_CERT', 'KAFKA_TLS_KEY'] as const

/** What the variables ask for, with the files read; null: no TLS. Throws a sentence for what cannot be used. */
export function tlsOf(variables: TlsVariables): Tls | null {
  const asked = switchOf(variables.KAFKA_TLS)
  const set = files.filter((name) => isSet(variables[name]))
  if (asked === false && set.length > 0) {
    const [what, part] = set.length === 1 ? ['it is a part', 'file'] : ['they are parts', 'files']
    throw new Error(
      `Cannot use ${set.join(' and ')} with KAFKA_TLS=false: ${what} of TLS. Leave KAFKA_TLS out, or the ${part}.`,
    )
  }
  if (asked !== true && set.length === 0) return null
  const { KAFKA_TLS_CA } = variables
  return {
    authority: isSet(KAFKA_TLS_CA)
      ? { file: KAFKA_TLS_CA, pem: certificatesOf('KAFKA_TLS_CA', KAFKA_TLS_CA) }
      : null,
    own: ownOf(variables),
  }
}

function switchOf(text: string | undefined): boolean | null {
  if (!isSet(text)) return null
  const value = text.trim().toLowerCase()
  if (value === 'true' || value === 'false') return value === 'true'
  throw new Error(`Cannot use KAFKA_TLS=${text}: wanted true or false. Set KAFKA_TLS=true, or leave it out.`)
}

function ownOf({ KAFKA_TLS_CERT: cert, KAFKA_TLS_KEY: key }: TlsVariables): Tls['own'] {
  if (!isSet(cert) && !isSet(key)) return null
  if (!isSet(cert) || !isSet(key)) {
    const [there, missing] = isSet(cert)
      ? ['KAFKA_TLS_CERT', 'KAFKA_TLS_KEY']
      : ['KAFKA_TLS_KEY', 'KAFKA_TLS_CERT']
    throw new Error(
      `Cannot show a certificate to Kafka: ${there} is set and ${missing} is not. Set both to the paths of PEM files, or neither.`,
    )
  }
  const certificate = certificatesOf('KAFKA_TLS_CERT', cert)
  const privateKey = keyOf(key)
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey))
    throw new Error(
      `Cannot show a certificate to Kafka: the key in '${key}' (KAFKA_TLS_KEY) is not that of the certificate in '${cert}' (KAFKA_TLS_CERT). Set both to files of one pair.`,
    )
  return hidden({ certificate, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) }, 'key')
}

/** The certificates in a PEM file, as they are, without what else is in it. */
function certificatesOf(variable: string, file: string): string {
  const blocks =
    fileOf(variable, file).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length > 0 && blocks.every(isCertificate)) return `${blocks.join('\n')}\n`
  throw new Error(
    `Cannot use ${variable}: '${file}' holds no certificate in PEM, which is text that begins with -----BEGIN CERTIFICATE-----. ` +
      'Set it to the path of such a file.',
  )
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null
  } catch {
    return false
  }
}

function keyOf(file: string): ReturnType<typeof createPrivateKey> {
  const pem = fileOf('KAFKA_TLS_KEY', file)
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem))
    throw new Error(
      `Cannot use KAFKA_TLS_KEY: the key in '${file}' is locked with a pass phrase, and there is no variable for that. ` +
        'Write it without one to a file that only you can read: openssl pkey -in LOCKED -out KEY',
    )
  try {
    return createPrivateKey(pem)
  } catch {
    // What Node.js says of it may quote the file.
    throw new Error(
      `Cannot use KAFKA_TLS_KEY: '${file}' holds no private key in PEM, which is text that begins with -----BEGIN PRIVATE KEY-----. ` +
        'Set it to the path of such a file.',
    )
  }
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}
