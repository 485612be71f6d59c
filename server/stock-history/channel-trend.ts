/** What each channel could sell of all items together, day by day. */
import { and, asc, eq, gte } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

export interface ChannelTrend {
  channel: string
  name: string
  days: { day: string; availableToPromise: number }[]
}

/** By priority. Days on which nobody looked are not among them. */
export async function channelTrend({ db, t }: Reader, warehouse: string, first: string): Promise<ChannelTrend[]> {
  const { channelDays: c, channels } = t
  const rows = await db
    .select({ channel: c.channel, name: channels.name, day: c.day, availableToPromise: c.availableToPromise })
    .from(c)
    .innerJoin(channels, eq(channels.channel, c.channel))
    .where(and(eq(c.warehouse, warehouse), gte(c.day, first)))
    .orderBy(asc(channels.priority), asc(c.channel), asc(c.day))
  const found = new Map<string, ChannelTrend>()
  for (const { channel, name, day, availableToPromise } of rows) {
    const trend = found.get(channel) ?? { channel, name, days: [] }
    found.set(channel, trend)
    trend.days.push({ day, availableToPromise })
  }
  return [...found.values()]
}
