/** Orders, goods and scans that the tests of packing and shipping share. */

import type { Scan, ScanKind } from '../../shared/barcode/scan.ts'
import { ssccOf } from '../../shared/rules/sscc.ts'
import type { ItemRow, LocationRow, LotRow } from '../../shared/wire/pull.ts'
import type { Named } from '../replica/name.ts'
import type { StandingLine, StandingOrder, StandingUnit } from '../replica/standing.ts'

export const TODAY = '2026-03-01'

const ssccNumber = (serial: number) => ssccOf({ extensionDigit: 0, companyPrefix: '9521234', serial })
export const CARTON = ssccNumber(1)
export const SECOND = ssccNumber(2)
export const PALLET = ssccNumber(3)
/** On no carton here. */
export const FRESH = ssccNumber(4)

export const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const itemOf = (sku: string, more: Partial<ItemRow> = {}): ItemRow => ({
  sku,
  name: `${sku} bars`,
  rotation: 'fifo',
  lotTracked: true,
  unit: 'each',
  rotationPolicy: null,
  traced: false,
  group: null,
  secondarySku: null,
  worth: null,
  ...more,
})
export const OAT = itemOf('OAT')
export const CUP = itemOf('CUP', { lotTracked: false })

export const lotRowOf = (lot: string, more: Partial<LotRow> = {}): LotRow => ({
  sku: 'OAT',
  lot,
  expiresOn: null,
  producedOn: null,
  receivedAt: 0,
  held: false,
  supplier: null,
  supplierLot: null,
  confirmed: true,
  ...more,
})

export const lineOf = (
  item: ItemRow,
  lot: string,
  location: string,
  quantity: number,
  more: Partial<StandingLine> = {},
): StandingLine => ({
  item,
  lot,
  lotRow: lot === '' ? undefined : lotRowOf(lot),
  location,
  quantity,
  packed: /^\d{18}$/.test(location),
  ...more,
})

export const unitOf = (code: string, pallet: string | null = null): StandingUnit => ({ code, sscc: code, pallet })

export const orderOf = (n: number, lines: StandingLine[], more: Partial<StandingOrder> = {}): StandingOrder => ({
  order: { id: idOf(n), externalId: `S-${n}`, channel: 'shop', customer: 'Ada', shipBy: null, status: 'picked' },
  lines,
  units: [...new Set(lines.filter(({ packed }) => packed).map(({ location }) => location))].map((code) => unitOf(code)),
  missing: 0,
  ...more,
})

const scanOf = (kind: ScanKind, code: string, more: Partial<Scan> = {}): Scan => ({
  kind,
  text: code,
  code,
  ais: [],
  warnings: [],
  ...more,
})

export const scanned = {
  item: (item: ItemRow, lot?: string, quantity = 1, expiresOn?: string): Named => ({
    kind: 'item',
    scan: scanOf('item', item.sku),
    item,
    quantity,
    ...(lot === undefined ? {} : { lot }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }),
  place: (code: string, kind: LocationRow['kind'] = 'staging', more: Partial<LocationRow> = {}): Named => ({
    kind: 'location',
    scan: scanOf('location', code),
    location: { code, kind, within: null, pickSequence: 0, blocked: false, sscc: null, ...more },
  }),
  carton: (sscc: string, more: Partial<LocationRow> = {}): Named => scanned.place(sscc, 'unit', { sscc, ...more }),
  order: (order: StandingOrder): Named => ({
    kind: 'order',
    scan: scanOf('order', order.order.externalId),
    order: order.order,
  }),
  text: (code: string): Named => ({ kind: 'text', scan: scanOf('unknown', code), text: code }),
  freshLabel: (sscc: string): Named => ({
    kind: 'problem',
    scan: scanOf('unit', sscc, { sscc }),
    say: `Unit ${sscc} is not known here.`,
  }),
  damaged: { kind: 'problem', scan: scanOf('invalid', '?'), say: 'Scan again.' } satisfies Named as Named,
  badge: { kind: 'badge', scan: scanOf('badge', 'SECRET'), secret: 'SECRET' } satisfies Named as Named,
}
