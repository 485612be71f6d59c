/**
 * 856, advance ship notice: what is on its way, in which cartons. Its levels (HL) are shipment, order, what the partner
 * wants between (tare: pallet; pack: carton), item.
 */
import { hasValidCheckDigit } from '../../../shared/barcode/check-digit.ts'
import { contradiction, type Drafted, descriptionSegments, drafted, referenceSegments } from './draft.ts'
import { type OutgoingParty, partySegments } from './party.ts'
import { type OurItem, productIdElements } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import { levelsOf, type PackLevel } from './ship-notice-levels.ts'
import type { Fault } from './x12/fault.ts'
import type { OutgoingSegment } from './x12/outgoing.ts'
import { x12DateOf, x12TimeOf } from './x12/primitives.ts'

export interface ShipNotice {
  /** BSN02: of its own among all that we ever sent. */
  number: string
  /** When it is written. */
  date: string
  time: string
  shippedOn: string
  deliveryOn?: string
  carrier?: {
    /** SCAC */
    code?: string
    /** "M" motor, "U" private parcel. */
    method?: string
    routing?: string
  }
  billOfLading?: string
  /** The carrier's: PRO or tracking number. */
  carrierReference?: string
  /** In whole units: "60.31" of "LB". */
  weight?: { value: string; unit: string }
  /** Ship to and ship from, at least, with most partners. */
  parties: readonly OutgoingParty[]
  orders: readonly ShippedOrder[]
}

export interface ShippedOrder {
  number: string
  date?: string
  release?: string
  references?: readonly { qualifier: string; id: string }[]
  /** The store it is for, say. */
  parties?: readonly OutgoingParty[]
  units: readonly ShippedUnit[]
  /** What stands in no unit: only where the partner wants no packs. */
  loose?: readonly ShippedContent[]
}

export interface ShippedUnit {
  kind: 'pallet' | 'carton'
  /** 18 digits. */
  sscc: string
  /** Cartons on a pallet. */
  units?: readonly ShippedUnit[]
  contents?: readonly ShippedContent[]
}

export interface ShippedContent {
  /** PO101 of the order. */
  line: string
  item: OurItem
  quantity: number
  unit: string
  description?: string
  lot?: string
  expiry?: string
  bestBefore?: string
  made?: string
}

/** BSN05: whether packs stand between orders and items. */
const STRUCTURES = { packed: '0001', unpacked: '0004' } as const

export function draftShipNotice(notice: ShipNotice, profile: PartnerProfile): Drafted {
  const { packStructure } = profile.shipNotice
  const structure = packStructure === 'none' ? STRUCTURES.unpacked : STRUCTURES.packed
  const writer: Writer = { segments: [], levels: 0, profile }
  const shipment = openLevel(writer, 'S', undefined, shipmentSegments(notice))
  for (const order of notice.orders) {
    const parent = openLevel(writer, 'O', shipment, orderSegments(order))
    for (const level of levelsOf(order, packStructure)) writeLevel(writer, level, parent)
  }
  const begin = ['00', notice.number, x12DateOf(notice.date), x12TimeOf(notice.time), structure]
  return drafted(
    [{ id: 'BSN', elements: begin }, ...writer.segments, { id: 'CTT', elements: [String(writer.levels)] }],
    profile,
    faultsOf(notice, profile),
  )
}

interface Writer {
  segments: OutgoingSegment[]
  /** So many HL, numbered from 1. */
  levels: number
  profile: PartnerProfile
}

function openLevel(writer: Writer, code: string, parent: number | undefined, segments: OutgoingSegment[]): number {
  writer.levels++
  const elements = [String(writer.levels), parent === undefined ? '' : String(parent), code]
  writer.segments.push({ id: 'HL', elements }, ...segments)
  return writer.levels
}

function writeLevel(writer: Writer, level: PackLevel, parent: number): void {
  // Application identifier 00, and the SSCC: what the label's barcode says.
  const own = level.unit
    ? openLevel(writer, level.code, parent, [{ id: 'MAN', elements: ['GM', `00${level.unit.sscc}`] }])
    : parent
  for (const below of level.levels) writeLevel(writer, below, own)
  for (const content of level.contents) openLevel(writer, 'I', own, itemSegments(content, writer.profile))
}

function shipmentSegments(notice: ShipNotice): OutgoingSegment[] {
  const { carrier, billOfLading, carrierReference, shippedOn, deliveryOn, parties } = notice
  const references = [
    ...(billOfLading === undefined ? [] : [{ qualifier: 'BM', id: billOfLading }]),
    ...(carrierReference === undefined ? [] : [{ qualifier: 'CN', id: carrierReference }]),
  ]
  return [
    ...packageSegments(notice),
    ...(carrier ? [{ id: 'TD5', elements: carrierElements(carrier) }] : []),
    ...referenceSegments(references),
    { id: 'DTM', elements: ['011', x12DateOf(shippedOn)] },
    ...(deliveryOn === undefined ? [] : [{ id: 'DTM', elements: ['017', x12DateOf(deliveryOn)] }]),
    ...parties.flatMap(partySegments),
  ]
}

/** TD503 is a SCAC by TD502; TD501 stays empty, as most partners leave the routing sequence out. */
const carrierElements = ({ code, method = '', routing = '' }: NonNullable<ShipNotice['carrier']>): string[] => [
  '',
  code === undefined ? '' : '2',
  code ?? '',
  method,
  routing,
]

/** Cartons, or pallets where there are no cartons, with the gross weight of all. */
function packageSegments({ orders, weight }: ShipNotice): OutgoingSegment[] {
  const units = unitsOf(orders.flatMap((order) => order.units))
  const cartons = units.filter(({ kind }) => kind === 'carton').length
  const count = cartons || units.length
  if (count === 0 && !weight) return []
  const packages = count === 0 ? ['', ''] : [cartons > 0 ? 'CTN25' : 'PLT94', String(count)]
  const gross = weight ? ['', '', '', 'G', weight.value, weight.unit] : []
  return [{ id: 'TD1', elements: [...packages, ...gross] }]
}

const orderSegments = ({ number, date, release = '', references, parties = [] }: ShippedOrder): OutgoingSegment[] => [
  { id: 'PRF', elements: [number, release, '', date === undefined ? '' : x12DateOf(date)] },
  ...referenceSegments(references),
  ...parties.flatMap(partySegments),
]

function itemSegments(content: ShippedContent, profile: PartnerProfile): OutgoingSegment[] {
  const { line, item, quantity, unit, description, lot } = content
  const places = placesOf(content, profile)
  const inLin = places.filter(({ segment }) => segment === 'LIN').flatMap(({ qualifier, text }) => [qualifier, text])
  const lotPlace = profile.shipNotice.lot
  const lotElements = lot !== undefined && lotPlace?.segment === 'LIN' ? [lotPlace.qualifier, lot] : []
  return [
    { id: 'LIN', elements: [line, ...productIdElements(item, profile), ...lotElements, ...inLin] },
    { id: 'SN1', elements: [line, String(quantity), unit] },
    ...descriptionSegments(description, profile),
    ...(lot !== undefined && lotPlace?.segment === 'REF' ? [{ id: 'REF', elements: [lotPlace.qualifier, lot] }] : []),
    ...['REF', 'DTM'].flatMap((id) =>
      places
        .filter(({ segment }) => segment === id)
        .map(({ qualifier, text }) => ({ id, elements: [qualifier, text] })),
    ),
  ]
}

/** The dates of the lot that the partner wants and that are known, each where it wants it. */
function placesOf(content: ShippedContent, { shipNotice }: PartnerProfile) {
  return (['expiry', 'bestBefore', 'made'] as const).flatMap((name) => {
    const place = shipNotice[name]
    const date = content[name]
    return place && date !== undefined ? [{ ...place, text: x12DateOf(date) }] : []
  })
}

/** Every unit, those on pallets included. */
const unitsOf = (units: readonly ShippedUnit[]): ShippedUnit[] =>
  units.flatMap((unit) => [unit, ...unitsOf(unit.units ?? [])])

const contentsOf = (order: ShippedOrder): ShippedContent[] => [
  ...unitsOf(order.units).flatMap(({ contents = [] }) => contents),
  ...(order.loose ?? []),
]

function faultsOf({ orders }: ShipNotice, { shipNotice }: PartnerProfile): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  if (orders.length === 0)
    faults.push(contradiction('PRF', 'The ship notice has no order. Name what is shipped for which order.'))
  for (const order of orders) {
    if (contentsOf(order).length === 0)
      faults.push(contradiction('LIN', `Nothing is shipped for order ${order.number}. Leave the order out.`))
    if (shipNotice.packStructure !== 'none' && (order.loose ?? []).length > 0)
      faults.push(
        contradiction(
          'MAN',
          `Goods of order ${order.number} stand in no carton or pallet, but this partner wants each in one. Pack them.`,
        ),
      )
    for (const content of contentsOf(order)) faults.push(...contentFaults(content))
    if (shipNotice.packStructure !== 'none')
      for (const unit of unitsOf(order.units)) faults.push(...unitFaults(unit, seen))
  }
  return faults
}

const contentFaults = ({ line, quantity }: ShippedContent): Fault[] =>
  Number.isInteger(quantity) && quantity > 0
    ? []
    : [contradiction('SN1', `Line ${line} ships ${quantity}. Give a whole quantity above zero.`)]

function unitFaults({ sscc, units = [], contents = [] }: ShippedUnit, seen: Set<string>): Fault[] {
  const faults: Fault[] = []
  if (sscc.length !== 18 || !hasValidCheckDigit(sscc))
    faults.push(
      contradiction('MAN', `${sscc} is no SSCC: 18 digits, the last of which checks the others. Print the label anew.`),
    )
  if (seen.has(sscc)) faults.push(contradiction('MAN', `${sscc} names two units. Give each a label of its own.`))
  if (units.length + contents.length === 0) faults.push(contradiction('MAN', `${sscc} holds nothing. Leave it out.`))
  seen.add(sscc)
  return faults
}
