/** The 810 of a shipment: what left, at the prices of the order. */
import { localDate } from '../../../availability/local-date.ts'
import type { Tx } from '../../../db/work.ts'
import { contradiction, type Drafted } from '../draft.ts'
import { draftInvoice, type InvoiceLine } from '../invoice.ts'
import type { Fault } from '../x12/fault.ts'
import { lineOf } from './draft-ship-notice.ts'
import { toldIn } from './measure.ts'
import type { Moment } from './moment.ts'
import type { DocumentRow, Scene } from './partner.ts'
import { leftWith, type Shipment } from './shipped-goods.ts'
import { notWhole, partiesOf, type ToldLine, type ToldOrder } from './told-order.ts'

export async function invoice(
  tx: Tx,
  scene: Scene,
  document: DocumentRow,
  shipment: Shipment,
  told: ToldOrder,
  moment: Moment,
): Promise<Drafted> {
  const { goods } = await leftWith(tx, shipment.transactionId)
  const sums = new Map<ToldLine, number>()
  for (const one of goods) {
    const line = lineOf(one, told.lines)
    sums.set(line, (sums.get(line) ?? 0) + one.quantity)
  }
  const faults: Fault[] = []
  const lines = [...sums].flatMap(([line, quantity]) => invoiced(line, quantity, faults))
  if (faults.length > 0) return { ok: false, faults }
  const { number, date, release, currency } = told.standing.order
  const { carrier, service, trackingNumber } = shipment
  return draftInvoice(
    {
      number: document.number ?? '',
      date: moment.date,
      order: { number, date, ...(release === undefined ? {} : { release }) },
      currency,
      parties: await partiesOf(tx, scene, told.standing),
      shippedOn: localDate(shipment.shippedAt, moment.timeZone),
      lines,
      ...(carrier !== null && /^[A-Z]{2,4}$/.test(carrier)
        ? {
            carrier: {
              code: carrier,
              ...(service === null ? {} : { routing: service }),
              ...(trackingNumber === null ? {} : { billOfLading: trackingNumber }),
            },
          }
        : {}),
    },
    scene.profile,
  )
}

function invoiced(told: ToldLine, quantity: number, faults: Fault[]): InvoiceLine[] {
  const { line, measure, price, item, description } = told
  const unit = toldIn(measure, [quantity])
  if (!unit) {
    faults.push(notWhole('IT1', line, quantity, measure))
    return []
  }
  const parts = measure.ordered.base / unit.base
  if (price === undefined || price.amount % parts !== 0) {
    const why =
      price === undefined ? 'the order gives no price' : `its price is not that of a whole number of ${unit.unit}`
    faults.push(
      contradiction('IT1', `Line ${line || item.sku} cannot be invoiced: ${why}. Invoice it by hand, and ignore this.`),
    )
    return []
  }
  return [
    {
      line,
      item,
      quantity: quantity / unit.base,
      unit: unit.unit,
      unitPrice: { ...price, amount: price.amount / parts },
      ...(description === undefined ? {} : { description }),
    },
  ]
}
