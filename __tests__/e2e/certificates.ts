import 'reflect-metadata'
import { isIP } from 'node:net'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate and its private key, both in PEM, as a TLS server takes them. */
export interface Certified {
  readonly cert: string
  readonly key: string
}

export type Validity = 'valid' | 'expired' | 'not-yet-valid'

/** A private certificate authority. */
export interface Authority {
  /** Its own certificate, in PEM. */
  readonly cert: string
  /** Makes out a server's certificate for DNS names and IP addresses. */
  issue(names: readonly string[], validity?: Validity): Promise<Certified>
}

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' }

const dayMs = 24 * 60 * 60 * 1_000

/** From when to when a certificate holds, in days from now. */
const periods: Readonly<Record<Validity, readonly [number, number]>> = {
  valid: [-1, 30],
  expired: [-30, -1],
  'not-yet-valid': [1, 30],
}

/** Makes a private certificate authority. Two that are to differ need names that differ. */
export async function createAuthority(name = 'Private test authority'): Promise<Authority> {
  const keys = await generateKeys()
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    ...period('valid'),
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  })
  return {
    cert: authority.toString('pem'),
    issue: (names, validity = 'valid') => issue(authority, keys.privateKey, names, validity),
  }
}

/** Makes a server's certificate that nobody but its own key signed. */
export async function createSelfSigned(names: readonly string[]): Promise<Certified> {
  const keys = await generateKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Self-signed test server',
    keys,
    ...period('valid'),
    signingAlgorithm,
    extensions: serverExtensions(names),
  })
  return inPem(certificate, keys.privateKey)
}

async function issue(
  authority: X509Certificate,
  authorityKey: CryptoKey,
  names: readonly string[],
  validity: Validity,
): Promise<Certified> {
  const keys = await generateKeys()
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=Test server',
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKey,
    ...period(validity),
    signingAlgorithm,
    extensions: serverExtensions(names),
  })
  return inPem(certificate, keys.privateKey)
}

function serverExtensions(names: readonly string[]) {
  const alternatives = names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const)
  return [
    new SubjectAlternativeNameExtension(alternatives),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
  ]
}

function period(validity: Validity): { readonly notBefore: Date; readonly notAfter: Date } {
  const [from, to] = periods[validity]
  const nowMs = Date.now()
  return { notBefore: new Date(nowMs + from * dayMs), notAfter: new Date(nowMs + to * dayMs) }
}

function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])
}

async function inPem(certificate: X509Certificate, privateKey: CryptoKey): Promise<Certified> {
  const key = await crypto.subtle.exportKey('pkcs8', privateKey)
  return { cert: certificate.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') }
}
