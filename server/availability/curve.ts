/** What a channel may promise by date: from stock today, and with planned receipts on the days on which they are due. */
import { eq } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { todayOf } from './explain.ts'
import { daysLater } from './local-date.ts'
import { plannedLines, plannedRoom, receiptsDue } from './planned.ts'
import { channelNamed, figuresOf, readPool } from './pool.ts'

export interface Curve {
  sku: string
  channel: string
  /** Steps: each value holds from its date on. */
  points: { date: string; availableToPromise: number }[]
}

export async function curveOf(
  reader: Reader,
  { warehouse, sku, channel, days }: { warehouse: string; sku: string; channel: string; days: number },
  now: number,
): Promise<Curve> {
  const terms = await channelNamed(reader, channel)
  if (!terms) throw notFound(`channel ${channel}`)
  const { items } = reader.t
  const [item] = await reader.db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
  if (!item) throw notFound(`item ${sku}`)
  const today = await todayOf(reader, warehouse, now)
  const stock = figuresOf(await readPool(reader, { warehouse, sku, today }, [terms]), channel).availableToPromise
  const [due, lines] = [await receiptsDue(reader, warehouse, sku), await plannedLines(reader, warehouse, sku)]
  const last = daysLater(today, days)
  // What is late or due today may still be promised against from tomorrow.
  const dates = [today, daysLater(today, 1), ...due.map((one) => one.date), ...lines.map((line) => line.startsOn)]
  const steps = [...new Set(dates)].filter((date) => date >= today && date <= last).sort()
  const points = steps.map((date) => ({
    date,
    // What is due today is not here yet: only a promise for a day to come can stand against it.
    availableToPromise: stock + (terms.ordersAhead && date > today ? plannedRoom(date, due, lines) : 0),
  }))
  return {
    sku,
    channel,
    points: points.filter(
      (point, index) => index === 0 || point.availableToPromise !== points[index - 1]?.availableToPromise,
    ),
  }
}
