/** The order in which lots of one item must leave, as text that sorts: the same on server and handheld (design, section 5). */

export type Rotation = 'fifo' | 'fefo'

/** `enforce`: only the directed lot is taken, but for a supervisor's override. `warn`: the picker is told, and may go on. */
export const ROTATION_POLICIES = ['enforce', 'warn'] as const
export type RotationPolicy = (typeof ROTATION_POLICIES)[number]

/** The item's own policy, else the warehouse's. */
export const policyOf = (
  item: { rotationPolicy: RotationPolicy | null },
  warehouse: { rotationPolicy: RotationPolicy } | undefined,
): RotationPolicy => item.rotationPolicy ?? warehouse?.rotationPolicy ?? 'enforce'

/** Sorts after every real date: a lot that does not expire. */
export const NEVER = '9999-12-31'

/**
 * FIFO: by first receipt. FEFO: by expiry, then receipt. `receivedAt` is UTC milliseconds, `expiresOn` an ISO date.
 * Keys are comparable only within one item, whose policy they share.
 */
export function rotationKey(policy: Rotation, lot: { receivedAt: number; expiresOn: string | null }): string {
  const received = String(Math.max(0, Math.trunc(lot.receivedAt))).padStart(14, '0')
  return policy === 'fifo' ? received : `${lot.expiresOn ?? NEVER} ${received}`
}

/** A lot may be sold and picked through its expiry date, not after. `today` is the warehouse's local date. */
export const isExpired = (expiresOn: string | null, today: string): boolean => expiresOn !== null && expiresOn < today
