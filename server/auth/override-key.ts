/** The public half of the key pair that a badge and a PIN make: see shared/wire/override.ts. */
import { createPrivateKey, createPublicKey, randomBytes, verify } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { badgeAndPin, OVERRIDE_ARGON2, type OverrideClaim, overrideMessage } from '../../shared/wire/override.ts'

export interface OverrideKey {
  /** base64url */
  overrideSalt: string
  /** base64url */
  overrideKey: string
}

/** An Ed25519 private key in PKCS #8, but for its 32 bytes (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

export async function makeOverrideKey(badge: string, pin: string): Promise<OverrideKey> {
  const salt = randomBytes(16)
  // The library's default algorithm is argon2id.
  const seed = await hashRaw(badgeAndPin(badge, pin), {
    salt,
    memoryCost: OVERRIDE_ARGON2.memoryKiB,
    timeCost: OVERRIDE_ARGON2.iterations,
    parallelism: OVERRIDE_ARGON2.parallelism,
    outputLen: OVERRIDE_ARGON2.bytes,
  })
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { overrideSalt: salt.toString('base64url'), overrideKey: x }
}

/** Whether `proof` (a signature in base64url) is that of the key's owner over this claim. */
export function isProof(key: string, claim: OverrideClaim, proof: string): boolean {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
    return verify(null, Buffer.from(overrideMessage(claim)), publicKey, Buffer.from(proof, 'base64url'))
  } catch {
    return false
  }
}
