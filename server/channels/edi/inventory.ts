/** 846, inventory advice: what the partner may still order. */
import { contradiction, type Drafted, descriptionSegments, drafted, referenceSegments } from './draft.ts'
import { type OutgoingParty, partySegments } from './party.ts'
import { type OurItem, productIdElements } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import type { Fault } from './x12/fault.ts'
import type { OutgoingSegment } from './x12/outgoing.ts'
import { x12DateOf, x12TimeOf } from './x12/primitives.ts'

export interface InventoryAdvice {
  /** BIA03: of its own. */
  reference: string
  date: string
  time: string
  references?: readonly { qualifier: string; id: string }[]
  parties?: readonly OutgoingParty[]
  lines: readonly InventoryLine[]
}

export interface InventoryLine {
  item: OurItem
  description?: string
  /** What the channel may still sell, in `unit`; 0 where there is nothing. */
  available: number
  unit: string
  /** From when on there will be more: DTM*018. */
  availableOn?: string
}

export function draftInventory(advice: InventoryAdvice, profile: PartnerProfile): Drafted {
  const { reference, date, time, lines } = advice
  return drafted(
    [
      // SI: the seller's inventory.
      { id: 'BIA', elements: ['00', 'SI', reference, x12DateOf(date), x12TimeOf(time)] },
      ...referenceSegments(advice.references),
      ...(advice.parties ?? []).flatMap(partySegments),
      ...lines.flatMap((line, index) => lineSegments(line, index + 1, profile)),
      { id: 'CTT', elements: [String(lines.length)] },
    ],
    profile,
    [
      ...(lines.length > 0 ? [] : [contradiction('LIN', 'The inventory advice has no item. Send none.')]),
      ...lines.flatMap(lineFaults),
    ],
  )
}

function lineSegments(line: InventoryLine, number: number, profile: PartnerProfile): OutgoingSegment[] {
  const { item, description, available, unit, availableOn } = line
  return [
    { id: 'LIN', elements: [String(number), ...productIdElements(item, profile)] },
    ...descriptionSegments(description, profile),
    ...(availableOn === undefined ? [] : [{ id: 'DTM', elements: ['018', x12DateOf(availableOn)] }]),
    { id: 'QTY', elements: [profile.inventory.quantity, String(available), unit] },
  ]
}

const lineFaults = ({ item, available }: InventoryLine): Fault[] =>
  Number.isInteger(available) && available >= 0
    ? []
    : [contradiction('QTY', `${item.sku} has ${available} available. Give a whole quantity, 0 at least.`)]
