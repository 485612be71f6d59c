/**
 * Shipments of the partner's orders are told once each, and one that is undone after it was told is for a person. They are
 * found by the feed, whose place moves in the same unit: none is passed over, and the orders of years are not read again.
 */
import { and, asc, eq, gt, inArray, max } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../../../db/work.ts'
import { takeSerials } from '../../../labels/serials.ts'
import { noteFailure } from '../../failures.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import { cause } from './outgoing-row.ts'
import { LeaseLost, type Partner, type Scene, thingOf } from './partner.ts'
import { documentName } from './words.ts'

/** Entries of the feed in one unit. */
const ENTRIES = 500

const placeOf = (connectorId: string) => `edi position ${connectorId}`

export async function isBehind(reader: Reader, connectorId: string): Promise<boolean> {
  const [head] = await reader.db.select({ position: max(reader.t.feed.position) }).from(reader.t.feed)
  return (await readPlace(reader, connectorId)) !== (head?.position ?? 0)
}

export async function followShipments(work: Work, partner: Partner): Promise<void> {
  while (await work.run([lockOf(partner.row.id)], (tx) => followSome(tx, partner)));
}

/** Whether there may be more. */
async function followSome(tx: Tx, partner: Partner): Promise<boolean> {
  const { row, lease } = partner
  if (!(await renewLease(tx, lease))) throw new LeaseLost()
  const place = await readPlace(tx, row.id)
  const { feed } = tx.t
  if (place === null) {
    // It has no order yet, so no shipment of one.
    const [head] = await tx.db.select({ position: max(feed.position) }).from(feed)
    await writePlace(tx, row.id, head?.position ?? 0)
    return false
  }
  const entries = await tx.db
    .select({ position: feed.position, ref: feed.ref })
    .from(feed)
    .where(gt(feed.position, place))
    .orderBy(asc(feed.position))
    .limit(ENTRIES)
  const last = entries.at(-1)
  if (!last) return false
  const refs = entries.flatMap(({ ref }) => ref ?? [])
  if (refs.length > 0) {
    await tellShipped(tx, partner, refs)
    await tellUndone(tx, partner, refs)
  }
  await writePlace(tx, row.id, last.position)
  return entries.length === ENTRIES
}

async function readPlace({ db, t: { meta } }: Reader, connectorId: string): Promise<number | null> {
  const [row] = await db
    .select()
    .from(meta)
    .where(eq(meta.name, placeOf(connectorId)))
  return row ? Number(row.value) : null
}

async function writePlace({ db, t: { meta } }: Tx, connectorId: string, position: number): Promise<void> {
  const row = { name: placeOf(connectorId), value: String(position) }
  await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}

async function tellShipped(tx: Tx, { row, profile }: Scene, refs: readonly string[]): Promise<void> {
  const { shipments, platformOrders: o } = tx.t
  const left = await tx.db
    .select({ id: shipments.transactionId, externalId: o.externalId })
    .from(shipments)
    .innerJoin(o, and(eq(o.orderId, shipments.orderId), eq(o.connectorId, row.id)))
    .where(inArray(shipments.transactionId, [...refs]))
    .orderBy(asc(shipments.shippedAt), asc(shipments.transactionId))
  for (const { id, externalId } of left) {
    const content = { of: 'shipment' as const, shipment: id }
    const about = { externalId, content, cause: id }
    if (profile.shipNotice.sent && !(await isCaused(tx, row.id, '856', id)))
      await cause(tx, row.id, { set: '856', number: `S${await serial(tx, row.id, 'ship notice')}`, ...about })
    if (profile.invoices.sent && !(await isCaused(tx, row.id, '810', id)))
      await cause(tx, row.id, {
        set: '810',
        number: `${profile.invoices.prefix}${await serial(tx, '', 'invoice')}`,
        ...about,
      })
  }
}

/** Nine digits: what names a document stays as long as the partner reads it. */
const serial = async (tx: Tx, connectorId: string, what: string): Promise<string> =>
  String(await takeSerials(tx, `edi ${what} ${connectorId}`.trim(), 1)).padStart(9, '0')

async function isCaused(
  { db, t: { ediDocuments: d } }: Tx,
  connectorId: string,
  set: string,
  by: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.connectorId, connectorId), eq(d.set, set), eq(d.cause, by)))
  return rows.length > 0
}

/** A reversal names what it undid. */
async function tellUndone(tx: Tx, { row }: Scene, refs: readonly string[]): Promise<void> {
  const { inbox, ediDocuments: d, shipments } = tx.t
  const reversals = await tx.db
    .select({ envelope: inbox.envelope })
    .from(inbox)
    .where(and(inArray(inbox.id, [...refs]), eq(inbox.type, 'reverse')))
  const undone = reversals.flatMap(({ envelope }) => {
    const { payload } = JSON.parse(envelope) as { payload?: { transaction?: unknown } }
    return typeof payload?.transaction === 'string' ? [payload.transaction] : []
  })
  if (undone.length === 0) return
  const stand = await tx.db
    .select({ id: shipments.transactionId })
    .from(shipments)
    .where(inArray(shipments.transactionId, undone))
  const gone = undone.filter((id) => !stand.some((one) => one.id === id))
  if (gone.length === 0) return
  const told = await tx.db
    .select()
    .from(d)
    .where(and(eq(d.connectorId, row.id), inArray(d.set, ['856', '810']), inArray(d.cause, gone)))
  for (const { id, set, number, raw } of told) {
    // What was not drafted yet is not told at all.
    if (raw === '') continue
    await noteFailure(tx, thingOf(row, id), 'open', {
      code: 'shipment-undone',
      detail: `${documentName(set, number)} tells of a shipment that was undone here after it was told.`,
      advice: `Tell the partner${set === '810' ? ', and credit it' : ''}; when the goods leave again, that is told by itself. Then ignore this.`,
    })
  }
}
