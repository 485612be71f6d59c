/** Tells on the device, without a network, whether a badge and PIN are a supervisor's, and signs what they allow. */
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { argon2id } from 'hash-wasm'
import {
  badgeAndPin,
  canonicalBadge,
  OVERRIDE_ARGON2,
  type OverrideClaim,
  overrideMessage,
} from '../../shared/wire/override.ts'
import type { SupervisorRow } from '../../shared/wire/pull.ts'

export interface SupervisorKey {
  id: string
  name: string
  /** A signature in base64url. */
  sign(claim: Omit<OverrideClaim, 'supervisor'>): Promise<string>
}

/** The mark by which a badge finds its person among those whom the device knows. */
export async function badgeMark(badge: string): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalBadge(badge))
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** Null where the PIN is not this person's. It takes up to a second on a slow handheld, on purpose. */
export async function unlockKey(person: SupervisorRow, badge: string, pin: string): Promise<SupervisorKey | null> {
  const seed = await argon2id({
    password: badgeAndPin(badge, pin),
    salt: fromBase64Url(person.salt),
    memorySize: OVERRIDE_ARGON2.memoryKiB,
    iterations: OVERRIDE_ARGON2.iterations,
    parallelism: OVERRIDE_ARGON2.parallelism,
    hashLength: OVERRIDE_ARGON2.bytes,
    outputType: 'binary',
  })
  if (toBase64Url(await getPublicKeyAsync(seed)) !== person.key) return null
  return {
    id: person.id,
    name: person.name,
    async sign(claim) {
      const message = new TextEncoder().encode(overrideMessage({ supervisor: person.id, ...claim }))
      return toBase64Url(await signAsync(message, seed))
    },
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
