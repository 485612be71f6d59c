/** What of an item was on hand at the end of past days: today's less what came and went since. */
import { and, eq, gte, sql } from 'drizzle-orm'
import { isVirtual } from '../../shared/rules/places.ts'
import { firstIdAt } from '../db/first-id.ts'
import type { Reader } from '../db/work.ts'
import { localDays } from './days.ts'

const DAY_MS = 86_400_000

/** Of so many days up to `last` (days since 1970); `onHand` is as it is now. Undone and late movements count when they were recorded. */
export async function stockByDay(
  { db, t: { movements: m } }: Reader,
  place: { code: string; timeZone: string },
  sku: string,
  { last, days, onHand, now }: { last: number; days: number; onHand: number; now: number },
): Promise<number[]> {
  const rows = await db
    .select({ from: m.fromLocation, to: m.toLocation, quantity: m.quantity, at: m.recordedAt })
    .from(m)
    .where(
      and(
        eq(m.sku, sku),
        sql`border`,
        // As text that is reckoned: the index of what crossed the border is read, not every move of the item.
        sql`${m.warehouse} || '' = ${place.code}`,
        gte(m.id, firstIdAt(now - (days + 2) * DAY_MS)),
      ),
    )
  const dayOf = localDays(place.timeZone)
  const changes = new Map<number, number>()
  for (const { from, to, quantity, at } of rows) {
    const net = (isVirtual(to) ? 0 : quantity) - (isVirtual(from) ? 0 : quantity)
    changes.set(dayOf(at), (changes.get(dayOf(at)) ?? 0) + net)
  }
  let stock = onHand
  for (const [day, net] of changes) if (day > last) stock -= net
  const found: number[] = []
  for (let day = last; day > last - days; day--) {
    found.unshift(stock)
    stock -= changes.get(day) ?? 0
  }
  return found
}
