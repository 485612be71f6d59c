/** From whom lots came: each receipt that stands, with what its envelope says of it, and what opening balances brought. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import { ADJUSTMENT, SUPPLIER } from '../../shared/rules/places.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import type { LotName } from './genealogy.ts'
import { affectedBy, inGroups } from './many-lots.ts'
import { understood } from './payloads.ts'
import type { LotRow } from './read-lots.ts'

export interface Source extends LotName {
  supplier: string | null
  supplierLot: string | null
  tlcSource: string | null
  /** The expected receipt's, else the document's number. */
  reference: string | null
  quantity: number
  warehouse: string
  location: string
  /** UTC milliseconds. */
  at: number
  transaction: string
  /** An opening balance: nobody saw it come in. */
  imported: boolean
}

interface Row extends LotName {
  quantity: number | string
  warehouse: string
  from_location: string
  to_location: string
  occurred_at: number | string
  transaction_id: string
  envelope: string | null
}

export const sourcesQuery = (lots: readonly LotName[]): SQL =>
  sql`${affectedBy(lots)}
    select m.sku, m.lot, m.quantity, m.warehouse, m.from_location, m.to_location, m.occurred_at, m.transaction_id, inbox.envelope
    from affected cross join movements m left join inbox on inbox.id = m.transaction_id
    where m.sku = affected.sku and m.lot = affected.lot and m.border and m.reason <> 'reverse'
      and (m.from_location = ${SUPPLIER} or (m.from_location = ${ADJUSTMENT} and m.reason = 'import'))
      and (inbox.state is null or inbox.state <> 'reversed')
    order by m.id`

/** First ones first. `known`: the lots themselves, by `lotKey`, for what a receipt does not say. */
export async function sourcesOf(
  reader: Reader,
  lots: readonly LotName[],
  known: ReadonlyMap<string, LotRow>,
): Promise<Source[]> {
  const rows = await inGroups(lots, (group) => rawRows<Row>(reader, sourcesQuery(group)))
  const read = rows.map((row) => ({ row, stated: statedIn(row.envelope) }))
  const receipts = await expectedReceipts(
    reader,
    read.flatMap(({ stated }) => stated?.receiptId ?? []),
  )
  return read.map(({ row, stated }): Source => {
    const lot = known.get(lotKey(row.sku, row.lot))
    const receipt = receipts.get(stated?.receiptId ?? '')
    return {
      sku: row.sku,
      lot: row.lot,
      supplier: stated?.supplier ?? receipt?.supplier ?? lot?.supplier ?? null,
      supplierLot: stated?.supplierLot ?? lot?.supplierLot ?? null,
      tlcSource: stated?.tlcSource ?? lot?.tlcSource ?? null,
      reference: receipt?.reference ?? stated?.documentNumber ?? null,
      quantity: Number(row.quantity),
      warehouse: row.warehouse,
      location: row.to_location,
      at: Number(row.occurred_at),
      transaction: row.transaction_id,
      imported: row.from_location === ADJUSTMENT,
    }
  })
}

function statedIn(envelope: string | null): Payload<'receive'> | undefined {
  const stated = envelope === null ? undefined : understood(envelope)
  return stated?.name === 'receive' ? stated.payload : undefined
}

async function expectedReceipts({ db, t }: Reader, ids: readonly string[]) {
  const { receipts } = t
  if (ids.length === 0) return new Map<string, { supplier: string; reference: string }>()
  const rows = await db
    .select({ id: receipts.id, supplier: receipts.supplier, reference: receipts.reference })
    .from(receipts)
    .where(inArray(receipts.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row]))
}
