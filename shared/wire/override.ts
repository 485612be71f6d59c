/**
 * How a supervisor lets a younger lot pass, with or without a network. Badge and PIN together make a key pair (argon2id, then
 * Ed25519); every device knows the public half, so it can tell a right PIN, and the server can tell a real signature. Neither
 * of them ever holds the private half, and a short PIN cannot be searched for without the badge's 96 random bits or more.
 */

/** RFC 9106's argon2id in OWASP's least size: a second on a slow handheld. The output is the seed of the key pair. */
export const OVERRIDE_ARGON2 = { memoryKiB: 19_456, iterations: 2, parallelism: 1, bytes: 32 } as const

/** Scanners and readers of barcodes do not agree on letter case, so a badge has none. */
export const canonicalBadge = (badge: string): string => badge.trim().toUpperCase()

export const badgeAndPin = (badge: string, pin: string): string => `${canonicalBadge(badge)}\u0000${pin}`

export interface OverrideClaim {
  /** The supervisor's id. */
  supervisor: string
  taskId: string
  sku: string
  lot: string
  reason: string
}

/** What is signed, in UTF-8: one lot for one task. Signing it twice allows nothing more. */
export const overrideMessage = ({ supervisor, taskId, sku, lot, reason }: OverrideClaim): string =>
  JSON.stringify(['lotline override', 1, supervisor, taskId, sku, lot, reason])
