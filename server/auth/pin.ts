/** PINs: argon2id over badge and PIN, so that a short PIN cannot be searched for without the badge in hand. */
import { hash, verify } from '@node-rs/argon2'
import { canonicalBadge } from './tokens.ts'

const together = (badge: string, pin: string): string => `${canonicalBadge(badge)}\u0000${pin}`

// @node-rs/argon2's default algorithm is argon2id.
export const hashPin = (badge: string, pin: string): Promise<string> => hash(together(badge, pin))

export const isRightPin = (stored: string, badge: string, pin: string): Promise<boolean> =>
  verify(stored, together(badge, pin))
