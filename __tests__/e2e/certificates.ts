import 'reflect-metadata'
import type { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate and its private key, both in PEM: options of a TLS server. */
export interface Certified {
  readonly cert: string
  readonly key: string
  readonly ciphers: string
}

type Flaw = 'expired' | 'weak'

/** A private certificate authority. */
interface Authority {
  /** Its own certificate, in PEM. */
  readonly cert: string
  /** Issues a server's certificate for DNS names and IP addresses. */
  issue(names: readonly string[], flaw?: Flaw): Promise<Certified>
}

/** Creates a private certificate authority. Different ones need different names. */
export async function createAuthority(name = 'Private test authority'): Promise<Authority> {
  const subject = `CN=${name}`
  const { keys, cert } = await certify(subject, [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
  ])
  const issuer = { name: subject, key: keys.privateKey }
  return {
    cert,
    issue: (names, flaw) => certify('CN=Test server', [alternativeNames(names)], issuer, flaw),
  }
}

/** Creates a self-signed certificate of a server. */
export function createSelfSigned(names: readonly string[]): Promise<Certified> {
  return certify('CN=Self-signed test server', [alternativeNames(names)])
}

const dayMs = 24 * 60 * 60 * 1_000

async function certify(
  subject: string,
  extensions: Extension[],
  issuer?: { readonly name: string; readonly key: webcrypto.CryptoKey },
  flaw?: Flaw,
): Promise<Certified & { readonly keys: webcrypto.CryptoKeyPair }> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer?.name ?? subject,
    publicKey: keys.publicKey,
    signingKey: issuer?.key ?? keys.privateKey,
    notBefore: new Date(Date.now() - 30 * dayMs),
    notAfter: new Date(Date.now() + (flaw === 'expired' ? -1 : 30) * dayMs),
    signingAlgorithm: { name: 'ECDSA', hash: flaw === 'weak' ? 'SHA-1' : 'SHA-256' },
    extensions,
  })
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  // Lets the server present a weak certificate.
  return { keys, cert: certificate.toString('pem'), key, ciphers: 'DEFAULT@SECLEVEL=0' }
}

function alternativeNames(names: readonly string[]): SubjectAlternativeNameExtension {
  return new SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const),
  )
}
