/** Bearer tokens: 256 random bits, told apart by their prefix, kept only as hashes. */
import { createHash, randomBytes, randomInt } from 'node:crypto'

export type TokenKind = 'api' | 'device' | 'session'

const PREFIX: Record<TokenKind, string> = { api: 'lta_', device: 'ltd_', session: 'lts_' }

export const newToken = (kind: TokenKind): string => PREFIX[kind] + randomBytes(32).toString('base64url')

export function kindOfToken(token: string): TokenKind | undefined {
  return (Object.keys(PREFIX) as TokenKind[]).find((kind) => token.startsWith(PREFIX[kind]))
}

/** Plain SHA-256 suffices: the input has 256 random bits (a badge: at least 96), so there is nothing to guess through. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** What is printed on a badge: 128 random bits in base32, without letters that a label printer blurs. */
export function newBadge(): string {
  const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'
  return Array.from(randomBytes(26), (byte) => alphabet[byte % alphabet.length]).join('')
}

/** What is read from one screen and typed on another: 12 digits, good once and not for long. */
export const newCode = (): string => Array.from({ length: 12 }, () => randomInt(10)).join('')
