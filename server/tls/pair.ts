/** A certificate and its key as a server serves them, from whatever files they are; what is wrong with them is said plainly. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { Problem } from '../problem.ts'
import { filesOf } from './folder.ts'

export interface PairFiles {
  certificate: string
  key: string
}

/** PEM: the certificate with those that lead to its authority, where there are any. */
export interface Pair {
  cert: string
  key: string
}

export interface TlsSettings {
  tlsFolder: string
  tlsCert: string | undefined
  tlsKey: string | undefined
}

/** Undefined where no HTTPS is served. `made`: by `lotline tls`, so that devices must be told to trust its authority. */
export function pairFilesOf({ tlsFolder, tlsCert, tlsKey }: TlsSettings): (PairFiles & { made: boolean }) | undefined {
  if (tlsCert !== undefined && tlsKey !== undefined) return { certificate: tlsCert, key: tlsKey, made: false }
  if (tlsCert !== undefined || tlsKey !== undefined) {
    const [given, missing] = tlsCert === undefined ? ['KEY', 'CERT'] : ['CERT', 'KEY']
    throw bad(`LOTLINE_TLS_${given} is given without LOTLINE_TLS_${missing}. Give both, or none.`)
  }
  const { certificate, key } = filesOf(tlsFolder)
  return isThere(certificate) ? { certificate, key, made: true } : undefined
}

/** Throws a Problem where they cannot be served. */
export function readPair({ certificate, key }: PairFiles): Pair {
  const pair = { cert: contentOf(certificate), key: contentOf(key) }
  const known = certificateIn(pair.cert, certificate)
  if (!known.checkPrivateKey(keyIn(pair.key, key)))
    throw bad(
      `The key in ${key} does not belong to the certificate in ${certificate}. Give the two that belong together.`,
    )
  return pair
}

const bad = (detail: string): Problem => new Problem(422, 'bad-certificate', detail)

const isThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`
    throw bad(`${file} ${why}. HTTPS needs a certificate and its key, both in PEM.`)
  }
}

function certificateIn(text: string, file: string): X509Certificate {
  try {
    if (text.includes('-----BEGIN CERTIFICATE-----')) return new X509Certificate(text)
  } catch {
    // Said below.
  }
  throw bad(`${file} holds no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.`)
}

function keyIn(text: string, file: string): KeyObject {
  if (/ENCRYPTED/.test(text))
    throw bad(`The key in ${file} is locked with a password. Write it without one, readable by the server's user only.`)
  try {
    return createPrivateKey(text)
  } catch {
    throw bad(`${file} holds no private key in PEM: it begins with -----BEGIN PRIVATE KEY-----, or so.`)
  }
}
