/** What a scan names in this warehouse: the text's own meaning, looked up among items, places, units and orders. */

import type { Scan } from '../../shared/barcode/scan.ts'
import type { ItemRow, LocationRow, OrderRow } from '../../shared/wire/pull.ts'
import { heard, listen } from '../language/heard.ts'
import { t } from '../language/t.ts'
import { unitByCode } from './standing.ts'
import type { View } from './view.ts'

export interface NamedItem {
  kind: 'item'
  scan: Scan
  item: ItemRow
  /** Base units that one scan stands for. */
  quantity: number
  /** From the label, where it has one. */
  lot?: string
  expiresOn?: string
  producedOn?: string
}

export type Named =
  | NamedItem
  | { kind: 'location'; scan: Scan; location: LocationRow }
  | { kind: 'order'; scan: Scan; order: OrderRow }
  | { kind: 'badge'; scan: Scan; secret: string }
  /** A lot without its item, a tracking number, a code of somebody else: a text that a flow may still have a use for. */
  | { kind: 'text'; scan: Scan; text: string; lot?: string }
  | { kind: 'problem'; scan: Scan; say: string }

/** What a scan of the work in hand names; undefined where the disk must be asked. */
export function nameAtHand({ atHand }: View, scan: Scan): Named | undefined {
  if (scan.kind === 'item') {
    const known = atHand?.barcode(scan.gtin ?? scan.code)
    return known && itemNamed(scan, known.item, known.barcode.quantity)
  }
  if (scan.kind !== 'location') return undefined
  const location = atHand?.location(scan.code)
  return location && { kind: 'location', scan, location }
}

/** Never throws for a text; the answer is at worst a problem that says what to do. */
export async function nameScan(view: View, scan: Scan): Promise<Named> {
  switch (scan.kind) {
    case 'item':
      return nameItem(view, scan)
    case 'unit':
      return (
        (await unitNamed(view, scan)) ??
        (scan.gtin === undefined
          ? problem(scan, t('Unit {code} is not known here.', { code: scan.code }))
          : nameItem(view, scan))
      )
    case 'location':
      return (
        (await locationNamed(view, scan)) ??
        (await nameUnknown(view, scan, t('There is no location {code}.', { code: scan.code })))
      )
    case 'order':
      return nameOrder(view, scan)
    case 'badge':
      return { kind: 'badge', scan, secret: scan.code }
    case 'unknown':
      return nameUnknown(view, scan, scan.problem)
    case 'question':
    case 'invalid':
      return problem(scan, scan.problem ?? t('This code cannot be read. Scan again.'))
  }
}

/** A problem of the scan is a sentence of shared/, which a device that has just been started may not have the words for yet. */
async function problem(scan: Scan, say: string): Promise<Named> {
  if (say === scan.problem) await listen()
  return { kind: 'problem', scan, say: heard(say) }
}

async function nameItem(view: View, scan: Scan): Promise<Named> {
  const code = scan.gtin ?? scan.code
  const { replica } = view
  const { barcodes, items } = replica.rows
  const [barcode, item] = await replica.transaction('r', ['barcodes', 'items'], async () => {
    const found = await barcodes.get(code)
    return [found, found && (await items.get(found.sku))] as const
  })
  if (!barcode || !item) return nameUnknown(view, scan, t('No item has the barcode {code}.', { code }))
  return itemNamed(scan, item, barcode.quantity)
}

function itemNamed(scan: Scan, item: ItemRow, quantity: number): NamedItem {
  return {
    kind: 'item',
    scan,
    item,
    quantity,
    ...(scan.lot === undefined ? {} : { lot: scan.lot }),
    ...(scan.expiresOn === undefined ? {} : { expiresOn: scan.expiresOn }),
    ...(scan.producedOn === undefined ? {} : { producedOn: scan.producedOn }),
  }
}

async function locationNamed({ replica }: View, scan: Scan): Promise<Named | undefined> {
  const location = await replica.rows.locations.get(scan.code)
  return location && { kind: 'location', scan, location }
}

/** By its own code, or by the label that was put on it. */
async function unitNamed(view: View, scan: Scan): Promise<Named | undefined> {
  const location = await unitByCode(view, scan.code)
  return location && { kind: 'location', scan, location }
}

async function nameOrder({ replica }: View, scan: Scan): Promise<Named> {
  const order = await replica.rows.orders.where('externalId').equals(scan.code).first()
  return order
    ? { kind: 'order', scan, order }
    : problem(scan, t('Order {code} is not open here.', { code: scan.code }))
}

/** Digits without AIM identifier may pass for a product number and be the site's own SKU or order: those as printed. */
const siteText = (scan: Scan): string =>
  scan.kind === 'item' && scan.symbology === undefined ? scan.text.trim() : scan.code

/** A text that says nothing by itself: a site's own barcode, a SKU, a location without prefix, an order's number. */
async function nameUnknown(view: View, scan: Scan, unknown: string | undefined): Promise<Named> {
  if (scan.code === '') return problem(scan, unknown ?? t('This code cannot be read. Scan again.'))
  const { rows } = view.replica
  const barcode = await rows.barcodes.get(scan.code)
  const text = siteText(scan)
  const item = await rows.items.get(barcode?.sku ?? text)
  if (item) return itemNamed(scan, item, barcode?.quantity ?? 1)
  const location = await unitNamed(view, scan)
  if (location) return location
  const order = await rows.orders.where('externalId').equals(text).first()
  if (order) return { kind: 'order', scan, order }
  if (unknown !== undefined && scan.kind !== 'unknown') return problem(scan, unknown)
  return { kind: 'text', scan, text: scan.code, ...(scan.lot === undefined ? {} : { lot: scan.lot }) }
}
