/** The page that a desk begins with: what needs a person now, the figures that matter today, and how the last days went. */
import { type Grant, may, type Permission } from '../auth/permissions.ts'
import { daysLater } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { SEVERITIES } from '../exceptions/types.ts'
import { requireWarehouse } from '../master/warehouses.ts'
import { channelTrend } from '../stock-history/channel-trend.ts'
import type { Contacts } from '../watch/contacts.ts'
import { countsDue, countsUnsettled } from './counts.ts'
import { type Day, dayOf } from './day.ts'
import { deviceNeeds } from './devices.ts'
import { exceptionNeeds, refusedNeeds } from './exceptions.ts'
import { dueToday, FORTNIGHT, pickedToday, shippedByDay, stockRight } from './figures.ts'
import { NEED_KINDS, type Need } from './need.ts'
import { orderNeeds } from './orders.ts'
import { platformNeeds } from './platforms.ts'
import { returnNeeds } from './returns.ts'

export interface TodayWanted {
  warehouse: string
  contacts: Contacts
  /** Whose page it is: what they may not read elsewhere is left out here. */
  roles: readonly Grant[]
  now: number
}

export async function readToday(reader: Reader, { warehouse, contacts, roles, now }: TodayWanted) {
  await requireWarehouse(reader, warehouse)
  const day = await dayOf(reader, warehouse, now)
  const where = <T>(permission: Permission, read: () => Promise<T>): Promise<T | null> =>
    may(roles, permission) ? read() : Promise.resolve(null)
  return {
    now: instant(now),
    day: day.today,
    needs: (await needsOf(reader, day, contacts, where)).map(({ since, ...need }) => ({
      ...need,
      since: since === null ? null : instant(since),
    })),
    due: await where('orders:read', () => dueToday(reader, day)),
    picked: await where('stock:read', () => pickedToday(reader, day)),
    right: await where('exceptions:read', () => stockRight(reader, day)),
    shipped: await where('orders:read', () => shippedByDay(reader, day)),
    channels: await where('stock:read', () => channelTrend(reader, warehouse, daysLater(day.today, 1 - FORTNIGHT))),
  }
}

type Where = <T>(permission: Permission, read: () => Promise<T>) => Promise<T | null>

/** The worst first. */
async function needsOf(reader: Reader, day: Day, contacts: Contacts, where: Where): Promise<Need[]> {
  const { warehouse } = day
  const found = [
    await where('exceptions:read', () => exceptionNeeds(reader, warehouse)),
    await where('exceptions:read', () => refusedNeeds(reader, warehouse)),
    await where('exceptions:read', () => countsUnsettled(reader, warehouse)),
    await where('exceptions:read', () => deviceNeeds(reader, contacts, day)),
    await where('orders:read', () => orderNeeds(reader, day)),
    await where('orders:read', () => returnNeeds(reader, warehouse)),
    await where('orders:read', () => countsDue(reader, warehouse)),
    await where('connectors:read', () => platformNeeds(reader, warehouse)),
  ]
  return found.flatMap((needs) => needs ?? []).sort((a, b) => rankOf(a) - rankOf(b))
}

const rankOf = ({ severity, kind }: Need): number =>
  SEVERITIES.indexOf(severity) * NEED_KINDS.length + NEED_KINDS.indexOf(kind)

const instant = (ms: number): string => new Date(ms).toISOString()
