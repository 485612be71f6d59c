/** Where people hear of exceptions while no page of ours is open. */
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader, Tx } from '../db/work.ts'

/** The push services of the browsers there are: nothing is ever sent to another host, whatever a browser says. */
const PUSH_SERVICES = [
  /^fcm\.googleapis\.com$/,
  /(^|\.)push\.services\.mozilla\.com$/,
  /(^|\.)notify\.windows\.com$/,
  /(^|\.)push\.apple\.com$/,
]

export const isPushService = (endpoint: string): boolean => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  return url?.protocol === 'https:' && url.port === '' && PUSH_SERVICES.some((host) => host.test(url.hostname))
}

const base64url = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+={0,2}$/, 'Give the key as base64url.'),
    v.check((text) => Buffer.from(text, 'base64url').length === bytes, `The key has ${bytes} bytes.`),
  )

/** As `PushSubscription.toJSON()` gives it. */
export const subscriptionInput = v.object({
  endpoint: v.pipe(v.string(), v.maxLength(1_000), v.url('Give the address of the push service.')),
  keys: v.object({ p256dh: base64url(65), auth: base64url(16) }),
  /** Only what is at least this bad. */
  atLeast: v.optional(v.picklist(['low', 'medium', 'high', 'severe'], 'At least low, medium, high or severe.'), 'high'),
  /** Of the page that asks: messages come in it where this server speaks it, in English elsewhere. */
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'Give the language as a code such as es.')), 'en'),
})
export type SubscriptionInput = v.InferOutput<typeof subscriptionInput>

export interface Subscriber {
  userId: string
  warehouse: string
}

/** One browser is one subscription; a person may have several. */
export async function subscribe(tx: Tx, { userId, warehouse }: Subscriber, input: SubscriptionInput): Promise<void> {
  const { pushSubscriptions } = tx.t
  const row = { ...input, userId, warehouse, createdAt: tx.now }
  await tx.db.insert(pushSubscriptions).values(row).onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row })
}

/** `userId`: whose it must be; null: the push service says that it is gone. */
export async function unsubscribe(tx: Tx, endpoint: string, userId: string | null): Promise<void> {
  const { pushSubscriptions } = tx.t
  await tx.db
    .delete(pushSubscriptions)
    .where(
      and(eq(pushSubscriptions.endpoint, endpoint), userId === null ? undefined : eq(pushSubscriptions.userId, userId)),
    )
}

/** Of people who may still see exceptions. */
export async function subscriptionsOf({ db, t }: Reader, warehouse: string) {
  const { pushSubscriptions, users } = t
  return db
    .select({ subscription: pushSubscriptions, roles: users.roles })
    .from(pushSubscriptions)
    .innerJoin(users, eq(users.id, pushSubscriptions.userId))
    .where(and(eq(pushSubscriptions.warehouse, warehouse), eq(users.disabled, false)))
}
