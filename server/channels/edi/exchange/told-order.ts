/** An order as our documents name it: its lines by the partner's numbers, with our items, units and prices. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Money } from '../../../../shared/rules/money.ts'
import type { Schema } from '../../../db/schema.ts'
import type { Tx } from '../../../db/work.ts'
import { contradiction } from '../draft.ts'
import type { OutgoingParty } from '../party.ts'
import type { OurItem } from '../product-ids.ts'
import type { PartnerProfile } from '../profile.ts'
import type { Fault } from '../x12/fault.ts'
import { type Measure, measureOf } from './measure.ts'
import type { Scene } from './partner.ts'
import { readStanding, type Standing, type StandingLine } from './standing.ts'

type OurLine = Schema['orderLines']['$inferSelect']

export interface ToldLine {
  /** PO101; empty: we added it. */
  line: string
  item: OurItem
  measure: Measure
  description?: string
  /** Of one unit as ordered. */
  price?: Money
  asked?: StandingLine
  /** Base units that the partner wants, as far as our order follows. */
  wanted: number
  ours?: OurLine
}

export interface ToldOrder {
  standing: Standing
  order: Schema['orders']['$inferSelect'] | undefined
  lines: ToldLine[]
}

/** Undefined: the order is not known any more. */
export async function toldOrder(tx: Tx, { row, profile }: Scene, externalId: string): Promise<ToldOrder | undefined> {
  const known = await readStanding(tx, row.id, externalId)
  if (!known) return undefined
  const { standing } = known
  const { orders, orderLines, platformLines } = tx.t
  const { orderId } = known.row
  const [order] = orderId === null ? [] : await tx.db.select().from(orders).where(eq(orders.id, orderId))
  const ours =
    orderId === null
      ? []
      : await tx.db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(orderLines.position)
  const followed = await tx.db
    .select()
    .from(platformLines)
    .where(and(eq(platformLines.connectorId, row.id), eq(platformLines.externalId, externalId)))
  const asked = standing.lines.map((line): ToldLine => {
    const means = followed.find(({ lineId }) => lineId === line.key)
    const own = means && ours.find(({ id }) => id === means.orderLineId)
    return {
      ...named(line),
      item: itemOf(line, own?.sku ?? means?.sku),
      measure: measureOf(
        line.unit,
        { listing: means?.listing ?? '', factor: line.means?.factor ?? 1, packQuantity: means?.packQuantity ?? 1 },
        profile,
      ),
      asked: line,
      wanted: means?.wanted ?? 0,
      ...(own ? { ours: own } : {}),
    }
  })
  const mapped = new Set(followed.map(({ orderLineId }) => orderLineId))
  const added = ours.filter(({ id }) => !mapped.has(id)).map((line) => addedHere(line, profile))
  return { standing, order, lines: await withNames(tx, [...asked, ...added]) }
}

const named = ({ line, description, unitPrice }: StandingLine) => ({
  line,
  ...(description === undefined ? {} : { description }),
  ...(unitPrice ? { price: unitPrice } : {}),
})

/** Without an item of ours it is named by what the partner named it by. */
const itemOf = ({ ids, sku, gtin }: StandingLine, ourSku: string | undefined): OurItem => ({
  sku: sku ?? ourSku ?? ids[0]?.id ?? '',
  ...(gtin === undefined ? {} : { gtin }),
  ids,
})

/** Such as a substitute. */
const addedHere = (line: OurLine, { unit }: PartnerProfile): ToldLine => ({
  line: '',
  item: { sku: line.sku },
  measure: { ordered: { unit, base: 1 }, single: { unit, base: 1 } },
  price: line.unitPrice,
  wanted: 0,
  ours: line,
})

async function withNames({ db, t: { items } }: Tx, lines: ToldLine[]): Promise<ToldLine[]> {
  const skus = [...new Set(lines.flatMap(({ ours }) => ours?.sku ?? []))]
  if (skus.length === 0) return lines
  const rows = await db.select({ sku: items.sku, name: items.name }).from(items).where(inArray(items.sku, skus))
  const names = new Map(rows.map(({ sku, name }) => [sku, name]))
  return lines.map((line) => {
    const description = line.description ?? (line.ours && names.get(line.ours.sku))
    return description === undefined ? line : { ...line, description }
  })
}

/** Where the goods go, as the partner wrote it; and where they come from. */
export async function partiesOf(
  { db, t: { warehouses } }: Tx,
  { row }: Scene,
  { order }: Standing,
): Promise<OutgoingParty[]> {
  const [place] = await db.select().from(warehouses).where(eq(warehouses.code, row.warehouse))
  return [...(order.shipTo ? [order.shipTo] : []), ...(place ? [shipFrom(place)] : [])]
}

function shipFrom({ name, gln, address }: Schema['warehouses']['$inferSelect']): OutgoingParty {
  const { street, city, state, zip, country } = address ?? {}
  return {
    role: 'SF',
    name: (address?.name ?? name).slice(0, 60),
    ...(gln === null ? {} : { idQualifier: 'UL', id: gln }),
    address: {
      lines: street === undefined ? [] : [street],
      ...(city === undefined ? {} : { city }),
      ...(state === undefined ? {} : { state }),
      ...(zip === undefined ? {} : { postalCode: zip }),
      ...(country === undefined ? {} : { country }),
    },
  }
}

export const notWhole = (segment: string, line: string, quantity: number, { ordered }: Measure): Fault =>
  contradiction(
    segment,
    `Line ${line || 'of ours'}: ${quantity} of our units are no whole number of ${ordered.unit} with ${ordered.base} in each, nor of what is in them. Mend the pack quantity of its listing, or tell the partner by hand.`,
  )
