/**
 * Credentials of platforms, encrypted at rest: AES-256-GCM with a key from the environment, so that neither the database
 * nor its backup opens anything by itself.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Problem } from '../problem.ts'

export interface Vault {
  /** `about` is bound in: what was sealed for one connector opens for no other. */
  seal(about: string, text: string): string
  /** Throws a Problem if it was sealed with another key, for something else, or was tampered with. */
  open(about: string, sealed: string): string
}

/** What is kept where there is nothing to hide. */
export const NO_CREDENTIALS = ''

/** As they were given. Throws a Problem where they cannot be opened. */
export const openCredentials = (vault: Vault, connectorId: string, kept: string): unknown =>
  kept === NO_CREDENTIALS ? {} : JSON.parse(vault.open(connectorId, kept))

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Shorter ones can be guessed. */
const SHORTEST_SECRET = 32

/** `secret`: LOTLINE_SECRET_KEY, at least 32 characters; undefined: there is none, and nothing can be sealed. */
export function createVault(secret: string | undefined): Vault {
  if (secret === undefined || secret === '') return { seal: refuseWithoutKey, open: refuseWithoutKey }
  if (secret.length < SHORTEST_SECRET)
    throw new Error(`LOTLINE_SECRET_KEY has ${secret.length} characters. Give at least ${SHORTEST_SECRET} random ones.`)
  const key = createHash('sha256').update('lotline credentials\n').update(secret).digest()
  return {
    seal(about, text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(about, sealed) {
      const [version, packed = ''] = sealed.split('.')
      const bytes = Buffer.from(packed, 'base64url')
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw cannotOpen(about)
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        decipher.setAAD(Buffer.from(about)).setAuthTag(tag)
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        throw cannotOpen(about)
      }
    },
  }
}

function refuseWithoutKey(): never {
  throw new Problem(
    409,
    'no-secret-key',
    'Credentials are kept encrypted, and this server has no key. Start it with LOTLINE_SECRET_KEY, at least 32 random characters.',
  )
}

const cannotOpen = (about: string): Problem =>
  new Problem(
    409,
    'credentials-locked',
    `The credentials of ${about} were encrypted with another LOTLINE_SECRET_KEY. Start the server with that key, or give the credentials again.`,
  )
