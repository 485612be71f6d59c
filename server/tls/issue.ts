/** The local authority's certificate, and the server's that it signs. Keys are of P-256: every handheld knows it, and it is fast. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { Names } from './names.ts'
import { NAME_CONSTRAINTS, type Permitted, readPermitted, writePermitted } from './permitted.ts'

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

const DAY_MS = 86_400_000
/** Clocks of handhelds go wrong by hours. */
const EARLY_MS = DAY_MS
/** iOS takes no server certificate that lasts longer. */
export const SERVER_DAYS = 397
/** Devices trust it by hand, one by one: that is not asked again soon. */
const AUTHORITY_DAYS = 3_650

x509.cryptoProvider.set(webcrypto as never)

/** PEM. */
export interface Issued {
  certificate: string
  key: string
}

export interface Authority extends Issued {
  permitted: Permitted
}

const newKeys = () => webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])

const validity = (now: number, days: number) => ({
  notBefore: new Date(now - EARLY_MS),
  notAfter: new Date(now - EARLY_MS + days * DAY_MS),
})

export async function createAuthority(site: string, permitted: Permitted, now: number): Promise<Authority> {
  const keys = await newKeys()
  // Told apart from another one of the same machine, where people look at the list of what they trust.
  const name = `CN=Lotline ${site} ${new Date(now).toISOString().slice(0, 10)},O=Lotline local authority`
  const { KeyUsageFlags: usage } = x509
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: SIGNING,
    ...validity(now, AUTHORITY_DAYS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(usage.keyCertSign | usage.cRLSign, true),
      new x509.Extension(NAME_CONSTRAINTS, true, writePermitted(permitted)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey), permitted }
}

export async function issueServer(authority: Issued, names: Names, now: number): Promise<Issued> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const signingKey = await privateKey(authority.key)
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${names.dns[0] ?? names.ip[0] ?? 'Lotline'}`,
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    ...validity(now, SERVER_DAYS),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) }
}

/** What its certificate says that it may vouch for. */
export function permittedBy(certificate: string): Permitted {
  const extension = new x509.X509Certificate(certificate).getExtension(NAME_CONSTRAINTS)
  return extension ? readPermitted(extension.value) : { dns: [], ranges: [] }
}

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')

const privateKey = (pem: string): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), KEYS, false, ['sign'])
