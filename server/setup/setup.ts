/** How far a site is set up: each step judged by what is there, so that it is done wherever and however it was done. */
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Role } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { FIRST_WAREHOUSE } from '../master/warehouses.ts'
import { notFound } from '../problem.ts'
import { labelsPrinted, scannersChecked } from './noted.ts'
import { countSample } from './sample.ts'

/** `daily`: this server, by itself. `by the database`: PostgreSQL, by means of its own, which are not seen from here. */
export type Backups = 'daily' | 'by the database' | 'none'

export interface SetupWanted {
  warehouse: string
  /** Where whoever asks sits: a desk is enrolled as well, and is no handheld. Null: on no device. */
  ownDevice: string | null
  backups: Backups
  /** UTC milliseconds; null: none that is known of. */
  backupAt: number | null
  isSecure: boolean
}

/** `done` null: it cannot be seen from here. */
export async function readSetup(reader: Reader, wanted: SetupWanted) {
  const { db, t } = reader
  const { warehouse } = wanted
  const [place] = await db.select().from(t.warehouses).where(eq(t.warehouses.code, warehouse))
  if (!place) throw notFound(`warehouse ${warehouse}`)
  const items = await countItems(reader)
  const locations = await countLocations(reader, warehouse)
  const roles = await countRoles(reader)
  const devices = await otherDevices(reader, wanted)
  const scanners = Object.keys(await scannersChecked(reader)).filter((id) => devices.enrolled.has(id)).length
  const printedAt = (await labelsPrinted(reader))[warehouse] ?? null
  const { name, timeZone, currency, address } = place
  return {
    warehouse: { code: warehouse, name, timeZone, currency, address },
    steps: {
      company: { done: Boolean(address?.name && address.street && address.city) },
      // As a new database has it, nobody has said anything yet.
      warehouse: { done: name !== FIRST_WAREHOUSE.name || timeZone !== FIRST_WAREHOUSE.timeZone },
      locations: { done: locations.bins > 0 && locations.docks > 0, ...locations },
      items: { done: items.count > 0, count: items.count, sample: await countSample(reader) },
      barcodes: { done: items.count > items.withoutBarcode, without: items.withoutBarcode },
      people: { done: FLOOR_ROLES.some((role) => (roles[role] ?? 0) > 0), roles },
      devices: { done: devices.others > 0, count: devices.others },
      scanner: { done: scanners > 0, count: scanners },
      labels: { done: printedAt !== null, printedAt: instant(printedAt) },
      receipt: { done: await hasReceived(reader, warehouse) },
      shipment: { done: await hasShipped(reader, warehouse) },
      backup: {
        done: wanted.backups === 'by the database' ? null : wanted.backups === 'daily',
        by: wanted.backups,
        takenAt: instant(wanted.backupAt),
      },
      https: { done: wanted.isSecure },
    },
  }
}

/** Who does the work that this is all about. */
const FLOOR_ROLES: readonly Role[] = ['picker', 'receiver', 'counter', 'inspector', 'supervisor']

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const counted = sql<number>`count(*)`.mapWith(Number)

async function countItems({ db, t: { items, barcodes } }: Reader) {
  const [all] = await db.select({ count: counted }).from(items)
  const [without] = await db
    .select({ count: counted })
    .from(items)
    .where(sql`not exists (select 1 from ${barcodes} where ${barcodes.sku} = ${items.sku})`)
  return { count: all?.count ?? 0, withoutBarcode: without?.count ?? 0 }
}

async function countLocations({ db, t: { locations: l } }: Reader, warehouse: string) {
  const rows = await db
    .select({ kind: l.kind, count: counted })
    .from(l)
    .where(and(eq(l.warehouse, warehouse), ne(l.kind, 'virtual')))
    .groupBy(l.kind)
  const of = (...kinds: string[]) => rows.reduce((sum, { kind, count }) => sum + (kinds.includes(kind) ? count : 0), 0)
  return { bins: of('pick', 'storage'), docks: of('dock'), staging: of('staging'), returns: of('returns') }
}

/** Of whoever may sign in. */
async function countRoles({ db, t: { users } }: Reader): Promise<Partial<Record<Role, number>>> {
  const people = await db.select({ roles: users.roles }).from(users).where(eq(users.disabled, false))
  const roles: Partial<Record<Role, number>> = {}
  for (const role of people.flatMap((person) => person.roles)) roles[role] = (roles[role] ?? 0) + 1
  return roles
}

async function otherDevices({ db, t: { devices: d } }: Reader, { warehouse, ownDevice }: SetupWanted) {
  const rows = await db
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.warehouse, warehouse), eq(d.revoked, false)))
  const enrolled = new Set(rows.map(({ id }) => id))
  return { enrolled, others: enrolled.size - (ownDevice !== null && enrolled.has(ownDevice) ? 1 : 0) }
}

async function hasReceived({ db, t: { inbox } }: Reader, warehouse: string): Promise<boolean> {
  const rows = await db
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        eq(inbox.warehouse, warehouse),
        inArray(inbox.type, ['receive', 'produce', 'transferReceive']),
        eq(inbox.state, 'applied'),
      ),
    )
    .limit(1)
  return rows.length > 0
}

async function hasShipped({ db, t: { shipments } }: Reader, warehouse: string): Promise<boolean> {
  const rows = await db
    .select({ id: shipments.transactionId })
    .from(shipments)
    .where(eq(shipments.warehouse, warehouse))
    .limit(1)
  return rows.length > 0
}
