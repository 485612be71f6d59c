/** What a channel takes, or the company reckons, for each unit that was asked for there and could not be had. */
import { asc, eq, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Schema } from '../db/schema.ts'
import type { ShortageKind } from '../db/tables/shortages.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'
import { openCosting } from './scene.ts'

const settingOf = (channel: string): string => `shortage-costs ${channel}`

export const shortageCosts = v.object({
  /** Of a unit that was not there when it was ordered: rank that is lost, customers who go elsewhere. */
  missing: v.optional(v.nullable(field.nonNegativeMoney), null),
  /** Of a unit that was promised and then given up. */
  cancelled: v.optional(v.nullable(field.nonNegativeMoney), null),
})
export type ShortageCosts = v.InferOutput<typeof shortageCosts>

export const readShortageCosts = async (reader: Pick<Reader, 'db' | 't'>, channel: string): Promise<ShortageCosts> =>
  (await readSetting(reader, settingOf(channel), shortageCosts)) ?? { missing: null, cancelled: null }

export const putShortageCosts = (tx: Tx, channel: string, value: ShortageCosts): Promise<void> =>
  putSetting(tx, settingOf(channel), value)

/** Shortages in one unit. */
const SOME = 100

const WORDS: Record<ShortageKind, string> = {
  missing: 'were not there when they were ordered',
  cancelled: 'were promised and given up for want of stock',
}

/** By what holds when it is looked at: what is set later does not reach back. Returns whether there may be more. */
export async function captureShortages(tx: Tx): Promise<boolean> {
  const { shortages: s } = tx.t
  const due = await tx.db.select().from(s).where(sql`not is_costed`).orderBy(asc(s.at), asc(s.id)).limit(SOME)
  for (const shortage of due) {
    await costShortage(tx, shortage)
    await tx.db.update(s).set({ isCosted: true }).where(eq(s.id, shortage.id))
  }
  return due.length === SOME
}

/** Those among them again for which something was missing, such as a rate. */
export async function costShortages(tx: Tx, ids: readonly string[]): Promise<void> {
  const { shortages: s } = tx.t
  if (ids.length === 0) return
  const due = await tx.db
    .select()
    .from(s)
    .where(inArray(s.id, [...ids]))
  for (const shortage of due) await costShortage(tx, shortage)
}

async function costShortage(tx: Tx, shortage: Schema['shortages']['$inferSelect']): Promise<void> {
  const { id, warehouse, channel, sku, orderId, orderLineId, kind, units, at } = shortage
  const each = (await readShortageCosts(tx, channel))[kind]
  if (!each || each.amount === 0) return
  const costing = await openCosting(tx, warehouse, id, at)
  await costing.tell([
    {
      ...{ sku, channel, orderId, orderLineId },
      kind: 'penalty',
      money: { amount: -each.amount * units, currency: each.currency },
      known: 'rule',
      because: `${units} ${WORDS[kind]}`,
    },
  ])
}

export const hasShortages = async ({ db, t: { shortages: s } }: Reader): Promise<boolean> =>
  (await db.select({ id: s.id }).from(s).where(sql`not is_costed`).limit(1)).length > 0
