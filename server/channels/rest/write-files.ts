/** Writes into a folder what the log tells: what may be sold, and what has left. */
import { and, asc, eq, gt, max } from 'drizzle-orm'
import * as v from 'valibot'
import { writeCsv } from '../../csv/write-csv.ts'
import type { Reader, Tx, Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'
import { lockOf } from '../intake/lease.ts'
import type { Event, ShipmentData, Topic } from './event.ts'
import { writeWhole } from './folder.ts'

interface Deps {
  work: Work
  now(): number
}

/** How far the log was written into files. */
const placeSchema = v.object({ availability: v.number(), writtenAt: v.number(), shipments: v.number() })
type Place = v.InferOutput<typeof placeSchema>

/** Shipments in one file. */
const SHIPMENTS = 1_000

export async function writeFiles(deps: Deps, row: ConnectorRow, folder: string, everySeconds: number): Promise<void> {
  const { work, now } = deps
  const place = await work.read((reader) => readPlace(reader, row.id))
  const head = await work.read((reader) => newestAfter(reader, row.id, place.availability))
  if (head > place.availability && now() >= place.writtenAt + everySeconds * 1_000) {
    await writeWhole(folder, 'availability.csv', await work.read((reader) => availabilityCsv(reader, row.id, now())))
    await movePlace(work, row.id, { availability: head, writtenAt: now() })
  }
  for (;;) {
    const { shipments } = await work.read((reader) => readPlace(reader, row.id))
    const told = await work.read((reader) => shipmentsAfter(reader, row.id, shipments))
    const last = told.at(-1)
    if (!last) return
    // Named by where it begins: written again after a crash, it is the same file, and never less.
    await writeWhole(folder, `shipments-${told[0]?.position}.csv`, shipmentsCsv(told))
    await movePlace(work, row.id, { shipments: last.position })
    if (told.length < SHIPMENTS) return
  }
}

/** The last time that a number was told; `position` where none was since. */
async function newestAfter({ db, t: { outgoing } }: Reader, connectorId: string, position: number): Promise<number> {
  const [row] = await db
    .select({ position: max(outgoing.position) })
    .from(outgoing)
    .where(
      and(
        eq(outgoing.connectorId, connectorId),
        eq(outgoing.topic, 'availability' satisfies Topic),
        gt(outgoing.position, position),
      ),
    )
  return row?.position ?? position
}

const shipmentsAfter = ({ db, t: { outgoing } }: Reader, connectorId: string, position: number) =>
  db
    .select({ position: outgoing.position, body: outgoing.body })
    .from(outgoing)
    .where(
      and(
        eq(outgoing.connectorId, connectorId),
        eq(outgoing.topic, 'shipments' satisfies Topic),
        gt(outgoing.position, position),
      ),
    )
    .orderBy(asc(outgoing.position))
    .limit(SHIPMENTS)

async function availabilityCsv({ db, t: { listings } }: Reader, connectorId: string, now: number): Promise<string> {
  const rows = await db
    .select({
      listing: listings.listing,
      sku: listings.sku,
      packQuantity: listings.packQuantity,
      quantity: listings.wanted,
      version: listings.version,
    })
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), gt(listings.version, 0)))
    .orderBy(asc(listings.listing))
  const asOf = new Date(now).toISOString()
  return writeCsv(
    rows.map((row) => ({ ...row, asOf })),
    { header: true, columns: ['listing', 'sku', 'packQuantity', 'quantity', 'version', 'asOf'] },
  )
}

const SHIPMENT_COLUMNS = [
  'shipment',
  'order',
  'number',
  'carrier',
  'service',
  'trackingNumber',
  'shippedAt',
  'sku',
  'lot',
  'quantity',
]

const shipmentsCsv = (told: readonly { body: unknown }[]): string =>
  writeCsv(
    told.flatMap(({ body }) => {
      const { id: shipment, order, lines, ...rest } = (body as Event<ShipmentData>).data
      return lines.map((line) => ({ shipment, ...rest, order: order.externalId ?? '', number: order.number, ...line }))
    }),
    { header: true, columns: SHIPMENT_COLUMNS },
  )

const placeName = (connectorId: string): string => `files of ${connectorId}`

async function readPlace({ db, t: { meta } }: Reader, connectorId: string): Promise<Place> {
  const [row] = await db
    .select()
    .from(meta)
    .where(eq(meta.name, placeName(connectorId)))
  return row ? v.parse(placeSchema, JSON.parse(row.value)) : { availability: 0, writtenAt: 0, shipments: 0 }
}

const movePlace = (work: Work, connectorId: string, to: Partial<Place>): Promise<void> =>
  work.run([lockOf(connectorId)], async (tx: Tx) => {
    const { meta } = tx.t
    const row = {
      name: placeName(connectorId),
      value: JSON.stringify({ ...(await readPlace(tx, connectorId)), ...to }),
    }
    await tx.db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
  })
