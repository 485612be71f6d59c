/** What of the floor is worth watching, as the database has it now: for metrics and for the page Status. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { Contacts } from './contacts.ts'

export interface OpenExceptions {
  warehouse: string
  type: string
  severity: string
  count: number
  /** When the one that has been open longest was opened. */
  oldestAt: number
}

export interface WatchedDevice {
  id: string
  warehouse: string
  /** Null: it was never heard since it was enrolled. */
  contactAt: number | null
  unsent: number | null
  oldestUnsentAt: number | null
  appVersion: string | null
  screen: string | null
  /** Per cent. */
  battery: number | null
  charging: boolean | null
}

export async function parkedIn({ db, t: { inbox } }: Reader): Promise<Map<string, number>> {
  const rows = await db
    .select({ warehouse: inbox.warehouse, count: sql<number>`count(*)`.mapWith(Number) })
    .from(inbox)
    .where(sql`${inbox.state} = 'parked'`)
    .groupBy(inbox.warehouse)
  return new Map(rows.map(({ warehouse, count }) => [warehouse, count]))
}

export const openExceptions = ({ db, t: { exceptions: e } }: Reader): Promise<OpenExceptions[]> =>
  db
    .select({
      warehouse: e.warehouse,
      type: e.type,
      severity: e.severity,
      count: sql<number>`count(*)`.mapWith(Number),
      oldestAt: sql<number>`min(${e.openedAt})`.mapWith(Number),
    })
    .from(e)
    .where(sql`${e.state} = 'open'`)
    .groupBy(e.warehouse, e.type, e.severity)
    .orderBy(asc(e.type), asc(e.severity))

const UNHEARD = {
  ...{ deviceId: null, contactAt: null, unsent: null, oldestUnsentAt: null, appVersion: null },
  ...{ screen: null, battery: null, charging: null },
}

/** Those that are enrolled and not revoked. */
export async function watchedDevices(reader: Reader, contacts: Contacts, warehouse?: string): Promise<WatchedDevice[]> {
  const { db, t } = reader
  const { devices: d } = t
  const rows = await db
    .select({ id: d.id, warehouse: d.warehouse })
    .from(d)
    .where(and(eq(d.revoked, false), warehouse === undefined ? undefined : eq(d.warehouse, warehouse)))
    .orderBy(asc(d.id))
  const heard = await contacts.read(reader)
  return rows.map(({ id, warehouse }) => {
    const { deviceId: _, ...told } = heard.get(id) ?? UNHEARD
    return { id, warehouse, ...told }
  })
}
