/** Which ledger lines are events of traceability: goods of the asked items and lots that came in or left. */
import { and, type Column, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import { CUSTOMER, IN_TRANSIT, SUPPLIER } from '../../shared/rules/places.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { type Asked, dayAsked, instantsAsked, isLotAsked } from './asked.ts'
import type { Subject } from './cells.ts'
import { GROUP, groupsOf, type Scope } from './scope.ts'

/** Of one sheet. More than people sort, and than one answer should hold. */
export const MOST_ROWS = 100_000

export const tooManyRows = (): Problem =>
  new Problem(
    422,
    'too-many-rows',
    `A sheet would have more than ${MOST_ROWS.toLocaleString('en-US')} rows. Ask for fewer days, one item, or a range of lots.`,
    { field: 'from' },
  )

/** Lots of the asked range by item, under our number or a supplier's; undefined: all lots are asked for. */
export type LotsAsked = ReadonlyMap<string, ReadonlySet<string>> | undefined

export async function readLotsAsked({ db, t }: Reader, { skus }: Scope, asked: Asked): Promise<LotsAsked> {
  const { lots, supplierLots } = t
  const { lot, lotTo } = asked
  if (lot === undefined) return undefined
  const found = new Map<string, Set<string>>()
  const one = lotTo === undefined
  for (const group of groupsOf(skus)) {
    const own = await db
      .select({ sku: lots.sku, lot: lots.lot, supplierLot: lots.supplierLot })
      .from(lots)
      .where(and(inArray(lots.sku, group), one ? or(eq(lots.lot, lot), eq(lots.supplierLot, lot)) : undefined))
    const others = await db
      .select({ sku: supplierLots.sku, lot: supplierLots.lot, supplierLot: supplierLots.supplierLot })
      .from(supplierLots)
      .where(and(inArray(supplierLots.sku, group), one ? eq(supplierLots.supplierLot, lot) : undefined))
    for (const row of [...own, ...others]) {
      if (!isLotAsked(asked, row.lot) && !isLotAsked(asked, row.supplierLot ?? row.lot)) continue
      found.set(row.sku, (found.get(row.sku) ?? new Set()).add(row.lot))
    }
  }
  return found
}

export const isAsked = (lots: LotsAsked, { sku, lot }: { sku: string; lot: string }): boolean =>
  lots === undefined || (lots.get(sku)?.has(lot) ?? false)

interface NamesLots {
  sku: Column
  lot: Column
}

/** Conditions that together hold every asked item and lot; a few lots are asked for by name. */
export function* wanted(columns: NamesLots, skus: readonly string[], lots: LotsAsked): Generator<SQL | undefined> {
  const named = [...(lots ?? [])].flatMap(([sku, names]) => [...names].map((lot) => ({ sku, lot })))
  if (lots === undefined || named.length > GROUP) {
    for (const group of groupsOf(skus)) yield inArray(columns.sku, group)
    return
  }
  for (const [sku, names] of lots) yield and(eq(columns.sku, sku), inArray(columns.lot, [...names]))
}

export interface EventLine extends Subject {
  quantity: number
  /** Our end: where it was put, or taken from. */
  place: string
  orderId: string | null
  channel: string | null
  occurredAt: number
  /** Between two warehouses of the company: they ship and receive as others do. */
  own: boolean
}

const CROSSINGS = {
  receive: { reasons: ['receive', 'transferReceive'], outside: [SUPPLIER, IN_TRANSIT] },
  ship: { reasons: ['ship', 'transferShip'], outside: [CUSTOMER, IN_TRANSIT] },
}

/** One line for each transaction, lot and place, by day and then as they were recorded. */
export async function readLines(
  { db, t }: Reader,
  scope: Scope,
  asked: Asked,
  lots: LotsAsked,
  type: 'receive' | 'ship',
): Promise<EventLine[]> {
  const { movements } = t
  const { first, last } = instantsAsked(asked)
  const { reasons, outside } = CROSSINGS[type]
  const [end, place] =
    type === 'receive'
      ? ([movements.fromLocation, movements.toLocation] as const)
      : ([movements.toLocation, movements.fromLocation] as const)
  const lines = new Map<string, EventLine>()
  for (const condition of wanted(movements, scope.skus, lots)) {
    const rows = await db
      .select({
        warehouse: movements.warehouse,
        transactionId: movements.transactionId,
        sku: movements.sku,
        lot: movements.lot,
        quantity: movements.quantity,
        end,
        place,
        orderId: movements.orderId,
        channel: movements.channel,
        occurredAt: movements.occurredAt,
      })
      .from(movements)
      .where(
        and(
          movements.border,
          condition,
          // Mirrored lines of a reversal go the other way.
          inArray(movements.reason, reasons),
          inArray(end, outside),
          first === undefined ? undefined : gte(movements.occurredAt, first),
          last === undefined ? undefined : lt(movements.occurredAt, last),
        ),
      )
      .limit(MOST_ROWS + 1)
    for (const { warehouse, end: other, ...row } of rows) {
      // Asked of the rows: by warehouse, a year would be read line by line instead of in the index of what crossed the border.
      if (warehouse !== scope.warehouse) continue
      const day = dayAsked(asked, row.occurredAt, scope.timeZone)
      if (day !== undefined && isAsked(lots, row)) addLine(lines, { ...row, day, own: other === IN_TRANSIT })
    }
    if (rows.length > MOST_ROWS || lines.size > MOST_ROWS) throw tooManyRows()
  }
  return [...lines.values()].sort(byDay)
}

/** Picked in parts, it still left as one lot of one shipment. */
function addLine(lines: Map<string, EventLine>, line: EventLine): void {
  const key = [line.transactionId, line.sku, line.lot, line.place].join('\u001f')
  const known = lines.get(key)
  if (known) known.quantity += line.quantity
  else lines.set(key, line)
}

export const byDay = (a: Subject & { occurredAt: number }, b: Subject & { occurredAt: number }): number =>
  a.occurredAt - b.occurredAt ||
  compare(a.transactionId, b.transactionId) ||
  compare(a.sku, b.sku) ||
  compare(a.lot, b.lot)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
