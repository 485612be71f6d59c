/** PINs: argon2id over badge and PIN, so that a short PIN cannot be searched for without the badge in hand. */
import { hash, verify } from '@node-rs/argon2'
import { badgeAndPin } from '../../shared/wire/override.ts'
import { makeOverrideKey, type OverrideKey } from './override-key.ts'

export interface Credentials extends OverrideKey {
  pinHash: string
}

/** What is kept of a badge and its PIN. It takes long on purpose, so it is made outside any unit. */
export async function credentialsOf(badge: string, pin: string): Promise<Credentials> {
  const [pinHash, key] = await Promise.all([hashPin(badge, pin), makeOverrideKey(badge, pin)])
  return { pinHash, ...key }
}

// @node-rs/argon2's default algorithm is argon2id.
export const hashPin = (badge: string, pin: string): Promise<string> => hash(badgeAndPin(badge, pin))

export const isRightPin = (stored: string, badge: string, pin: string): Promise<boolean> =>
  verify(stored, badgeAndPin(badge, pin))
