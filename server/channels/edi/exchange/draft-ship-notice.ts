/** The 856 of a shipment: its cartons and pallets by their labels, and in them each lot with its dates. */
import { and, inArray } from 'drizzle-orm'
import { localDate } from '../../../availability/local-date.ts'
import type { Schema } from '../../../db/schema.ts'
import type { Tx } from '../../../db/work.ts'
import type { Drafted } from '../draft.ts'
import { draftShipNotice, type ShippedContent, type ShippedUnit } from '../ship-notice.ts'
import type { Fault } from '../x12/fault.ts'
import { toldIn } from './measure.ts'
import type { Moment } from './moment.ts'
import type { DocumentRow, Scene } from './partner.ts'
import { type LeftGoods, type LeftUnit, leftWith, type Shipment } from './shipped-goods.ts'
import { notWhole, partiesOf, type ToldLine, type ToldOrder } from './told-order.ts'

export async function shipNotice(
  tx: Tx,
  scene: Scene,
  document: DocumentRow,
  shipment: Shipment,
  told: ToldOrder,
  moment: Moment,
): Promise<Drafted> {
  const { goods, units } = await leftWith(tx, shipment.transactionId)
  const lots = await lotsOf(tx, goods)
  const faults: Fault[] = []
  const contents = goods.map((one) => ({ from: one.from, content: contentOf(one, told.lines, lots, faults) }))
  if (faults.length > 0) return { ok: false, faults }
  const within = (code: string) => contents.filter(({ from }) => from === code).map(({ content }) => content)
  const labelled = new Set(units.map(({ code }) => code))
  const { number, date, release } = told.standing.order
  const { carrier, service, trackingNumber } = shipment
  return draftShipNotice(
    {
      number: document.number ?? '',
      date: moment.date,
      time: moment.time,
      shippedOn: localDate(shipment.shippedAt, moment.timeZone),
      ...(carrier === null ? {} : { carrier: { code: carrier, ...(service === null ? {} : { routing: service }) } }),
      ...billOf(shipment),
      ...(trackingNumber === null ? {} : { carrierReference: trackingNumber }),
      parties: await partiesOf(tx, scene, told.standing),
      orders: [
        {
          number,
          date,
          ...(release === undefined ? {} : { release }),
          units: standing(units, null, within),
          loose: contents.filter(({ from }) => !labelled.has(from)).map(({ content }) => content),
        },
      ],
    },
    scene.profile,
  )
}

const billOf = ({ documentType, documentNumber }: Shipment) =>
  documentNumber !== null && /lading|bol/i.test(documentType ?? '') ? { billOfLading: documentNumber } : {}

/** Cartons on pallets; what stood on something that has no label stands alone. */
function standing(
  units: readonly LeftUnit[],
  on: string | null,
  within: (code: string) => ShippedContent[],
): ShippedUnit[] {
  const codes = new Set(units.map(({ code }) => code))
  return units
    .filter((unit) => (unit.within !== null && codes.has(unit.within) ? unit.within : null) === on)
    .map(({ code, sscc }) => {
      const inner = standing(units, code, within)
      const contents = within(code)
      return {
        kind: inner.length > 0 ? ('pallet' as const) : ('carton' as const),
        sscc,
        ...(inner.length > 0 ? { units: inner } : {}),
        ...(contents.length > 0 ? { contents } : {}),
      }
    })
    .filter((unit) => unit.units !== undefined || unit.contents !== undefined)
}

type Lot = Pick<Schema['lots']['$inferSelect'], 'sku' | 'lot' | 'expiresOn' | 'producedOn'>

async function lotsOf({ db, t: { lots } }: Tx, goods: readonly LeftGoods[]): Promise<Lot[]> {
  if (goods.length === 0) return []
  return db
    .select({ sku: lots.sku, lot: lots.lot, expiresOn: lots.expiresOn, producedOn: lots.producedOn })
    .from(lots)
    .where(
      and(
        inArray(lots.sku, [...new Set(goods.map(({ sku }) => sku))]),
        inArray(lots.lot, [...new Set(goods.map(({ lot }) => lot))]),
      ),
    )
}

function contentOf(one: LeftGoods, lines: readonly ToldLine[], lots: readonly Lot[], faults: Fault[]): ShippedContent {
  const told = lineOf(one, lines)
  const unit = toldIn(told.measure, [one.quantity])
  if (!unit) faults.push(notWhole('SN1', told.line, one.quantity, told.measure))
  const known = lots.find(({ sku, lot }) => sku === one.sku && lot === one.lot)
  const expiry = known?.expiresOn
  const made = known?.producedOn
  return {
    line: told.line,
    item: told.item,
    quantity: unit ? one.quantity / unit.base : one.quantity,
    unit: unit?.unit ?? told.measure.single.unit,
    ...(told.description === undefined ? {} : { description: told.description }),
    ...(one.lot === '' ? {} : { lot: one.lot }),
    ...(expiry ? { expiry, bestBefore: expiry } : {}),
    ...(made ? { made } : {}),
  }
}

/** What left beyond the order is told with the line of its item, or by our number alone. */
export function lineOf(one: LeftGoods, lines: readonly ToldLine[]): ToldLine {
  const own = lines.find(({ ours }) => ours !== undefined && ours.id === one.orderLineId)
  const same = own ?? lines.find(({ ours }) => ours?.sku === one.sku)
  const single = { unit: lines[0]?.measure.single.unit ?? 'EA', base: 1 }
  return same ?? { line: '', item: { sku: one.sku }, measure: { ordered: single, single }, wanted: 0 }
}
