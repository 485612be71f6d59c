/**
 * This device's own transactions, laid over the server's view until the feed reflects them. Pure: from envelopes to
 * differences. A worker sees what was done a second ago, with or without a network.
 */
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import type { CountSubject } from '../../shared/rules/counting.ts'
import { madeLot } from '../../shared/rules/made-lot.ts'
import { CUSTOMER, IN_TRANSIT, isVirtual } from '../../shared/rules/places.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { interpretPayload, type Understood } from '../../shared/transactions/interpret.ts'
import type { Status } from '../../shared/transactions/status.ts'
import { keyOf, stockKey } from '../../shared/wire/pull.ts'
import type { Envelope } from '../../shared/wire/push.ts'

export interface StockDifference {
  sku: string
  lot: string
  location: string
  status: Status
  quantity: number
  suspect: number
}

export interface PickDifference {
  taskId: string
  lineId: string | undefined
  lot: string
  location: string
  quantity: number
}

export interface Overlay {
  /** By stock key. */
  stock: Map<string, StockDifference>
  /** Units picked, as they were recorded: a redirected pick names the task that sent it on. */
  picks: PickDifference[]
  /** Tasks that a short pick ended: nothing more is to be found there. */
  shorted: Set<string>
  /** Balances where something was not found; by stock key. */
  missing: Set<string>
  /** Tasks whose count is recorded. */
  counted: Set<string>
  /** What these counts looked at, and those that nobody had asked for. */
  looked: (CountSubject & { location: string })[]
  /** Units received, by receipt and SKU. */
  received: Map<string, number>
  /** Units that came from another warehouse, by transfer, SKU and lot. */
  transferred: Map<string, number>
  /** Cartons and pallets that came whole, by transfer and label. */
  unitsReceived: Set<string>
  /** Units standing ready, by order, SKU, lot and place: picked adds, shipped takes away. */
  ready: Map<string, { orderId: string; sku: string; lot: string; location: string; quantity: number }>
  /** Units shipped, by order. */
  shipped: Map<string, number>
  /** Where units were set down; those that left with a shipment are at the customer's. */
  within: Map<string, string>
  /** Units first met here: what is on the label, by code. */
  units: Map<string, string>
  /** What was carried off, as it was recorded: it may have been asked for. */
  moves: MoveDifference[]
  /** Goods that came back, by the transaction that says so. */
  returned: Map<string, ReturnedDifference>
  /** What was inspected, as it was recorded; `returned` may be one of these, or one that the server told of. */
  inspected: InspectedDifference[]
  /** Units that came back, by return and SKU. */
  returnReceived: Map<string, number>
}

export interface ReturnedDifference {
  id: string
  returnId: string | undefined
  sku: string
  lot: string
  /** Negative: it was undone here. */
  quantity: number
  reason: string
  channel: string
  order: string | undefined
  location: string
  /** Device's clock, milliseconds. */
  receivedAt: number
}

export interface InspectedDifference {
  returned: string | undefined
  sku: string
  lot: string
  location: string
  /** Negative: an inspection that was undone here. */
  quantity: number
  /** They stay uninspected, for a supervisor. */
  stays: boolean
}

export interface MoveDifference {
  sku: string
  lot: string
  from: string
  quantity: number
}

const emptyOverlay = (): Overlay => ({
  stock: new Map(),
  picks: [],
  shorted: new Set(),
  missing: new Set(),
  counted: new Set(),
  looked: [],
  received: new Map(),
  transferred: new Map(),
  unitsReceived: new Set(),
  ready: new Map(),
  shipped: new Map(),
  within: new Map(),
  units: new Map(),
  moves: [],
  returned: new Map(),
  inspected: [],
  returnReceived: new Map(),
})

/** `pending` in the order recorded. `earlier` finds a transaction that is reflected already, for an undo of it. */
export function overlayOf(pending: readonly Envelope[], earlier: (id: string) => Envelope | undefined): Overlay {
  const overlay = emptyOverlay()
  const undone = new Set(pending.map(undoes).filter((id) => id !== undefined))
  for (const envelope of pending) if (!undone.has(envelope.id)) lay(overlay, envelope, 1)
  // Of one that is undone twice, the second undo changes nothing.
  for (const target of undone) {
    const reflected = pending.some(({ id }) => id === target) ? undefined : earlier(target)
    if (reflected) lay(overlay, reflected, -1)
  }
  return overlay
}

const undoes = (envelope: Envelope): string | undefined =>
  envelope.type === 'reverse' ? String(envelope.payload.transaction) : undefined

function lay(overlay: Overlay, envelope: Envelope, sign: 1 | -1): void {
  const read = interpretPayload(envelope.type, envelope.v, envelope.payload)
  if (read.ok) layUnderstood(overlay, envelope, read.understood, sign)
}

function layUnderstood(overlay: Overlay, envelope: Envelope, { name, payload }: Understood, sign: 1 | -1): void {
  switch (name) {
    case 'receive':
      addStock(overlay, payload, payload.location, 'available', sign * payload.quantity)
      if (payload.receiptId !== undefined && payload.sku !== undefined)
        addTo(overlay.received, keyOf(payload.receiptId, payload.sku), sign * payload.quantity)
      return
    case 'move':
      addStock(overlay, payload, payload.from, payload.status, -sign * payload.quantity)
      addStock(overlay, payload, payload.to, payload.status, sign * payload.quantity)
      if (payload.sku !== undefined)
        overlay.moves.push({
          sku: payload.sku,
          lot: payload.lot ?? '',
          from: payload.from,
          quantity: sign * payload.quantity,
        })
      return
    case 'moveUnit':
      if (sign === -1) return
      overlay.within.set(payload.unit, payload.to)
      if (isSscc(payload.to)) overlay.units.set(payload.to, payload.to)
      return
    case 'produce':
      addMade(overlay, payload, madeLot(payload.producedOn, envelope.id), sign)
      return
    case 'transform':
      for (const line of payload.consumed) addStock(overlay, line, line.location, line.status, -sign * line.quantity)
      for (const line of payload.produced)
        addMade(overlay, line, madeLot(line.producedOn ?? envelope.occurredAt.slice(0, 10), envelope.id), sign)
      return
    case 'pack':
      layPack(overlay, payload, sign)
      return
    case 'changeStatus':
      addStock(overlay, payload, payload.location, payload.from, -sign * payload.quantity)
      addStock(overlay, payload, payload.location, payload.to, sign * payload.quantity)
      return
    case 'adjust':
      addStock(overlay, payload, payload.location, payload.status, sign * payload.quantity)
      return
    case 'pick':
      overlay.picks.push({
        taskId: payload.taskId,
        lineId: payload.lineId,
        lot: payload.lot ?? '',
        location: payload.location,
        quantity: sign * payload.quantity,
      })
      addStock(overlay, payload, payload.location, 'available', -sign * payload.quantity)
      if (payload.to === undefined) return
      addStock(overlay, payload, payload.to, 'available', sign * payload.quantity)
      if (payload.orderId !== undefined)
        addReady(overlay, payload.orderId, payload, payload.to, sign * payload.quantity)
      return
    case 'shortPick':
      if (sign === -1) return
      overlay.shorted.add(payload.taskId)
      if (payload.sku !== undefined && payload.location !== undefined)
        overlay.missing.add(
          stockKey({ sku: payload.sku, lot: payload.lot ?? '', location: payload.location, status: 'available' }),
        )
      return
    case 'count':
      // What the ledger makes of it is the ledger's to say: a blind count shows no figure but its own.
      if (sign === 1) layCount(overlay, payload)
      return
    case 'ship':
      for (const line of payload.lines ?? []) {
        addTo(overlay.shipped, payload.orderId, sign * line.quantity)
        if (line.from === undefined) continue
        addStock(overlay, line, line.from, 'available', -sign * line.quantity)
        addReady(overlay, payload.orderId, line, line.from, -sign * line.quantity)
      }
      if (sign === 1) for (const unit of payload.units ?? []) overlay.within.set(unit, CUSTOMER)
      return
    case 'transferShip':
      layTransferShip(overlay, payload, sign)
      return
    case 'transferReceive':
      layTransferReceive(overlay, payload, sign)
      return
    case 'returnReceive':
      layReturned(overlay, envelope, payload, sign)
      return
    case 'inspect':
      layInspected(overlay, payload, sign)
      return
    case 'returnToSupplier':
      addStock(overlay, payload, payload.location, payload.status, -sign * payload.quantity)
      if (payload.sku !== undefined)
        overlay.moves.push({
          sku: payload.sku,
          lot: payload.lot ?? '',
          from: payload.location,
          quantity: sign * payload.quantity,
        })
      return
    case 'reverse':
      return
  }
}

function layTransferShip(
  overlay: Overlay,
  { transferId, unit, units = [], lines }: Payload<'transferShip'>,
  sign: 1 | -1,
): void {
  for (const line of lines) {
    addTo(overlay.shipped, transferId, sign * line.quantity)
    const from = line.from ?? unit
    if (from === undefined) continue
    addStock(overlay, line, from, 'available', -sign * line.quantity)
    addReady(overlay, transferId, line, from, -sign * line.quantity)
  }
  if (sign === -1) return
  for (const gone of unit === undefined ? units : [unit, ...units]) overlay.within.set(gone, IN_TRANSIT)
}

function layTransferReceive(
  overlay: Overlay,
  { transferId, unit, location, lines }: Payload<'transferReceive'>,
  sign: 1 | -1,
): void {
  for (const line of lines) {
    const place = unit ?? line.location ?? location
    if (place !== undefined) addStock(overlay, line, place, 'available', sign * line.quantity)
    if (line.sku !== undefined)
      addTo(overlay.transferred, keyOf(transferId, line.sku, line.lot ?? ''), sign * line.quantity)
  }
  if (unit === undefined || sign === -1) return
  overlay.unitsReceived.add(keyOf(transferId, unit))
  if (isSscc(unit)) overlay.units.set(unit, unit)
  const stands = location ?? lines[0]?.location
  if (stands !== undefined) overlay.within.set(unit, stands)
}

function layReturned(overlay: Overlay, { id, occurredAt }: Envelope, payload: Payload<'returnReceive'>, sign: 1 | -1) {
  const { sku, lot = null, location, quantity, returnId } = payload
  addStock(overlay, { sku, lot }, location, 'uninspected', sign * quantity)
  if (sku === undefined) return
  if (returnId !== undefined) addTo(overlay.returnReceived, keyOf(returnId, sku), sign * quantity)
  const { reason, channel, orderExternalId: order } = payload
  const goods = { id, returnId, sku, lot: lot ?? '', quantity: sign * quantity, reason, channel, order, location }
  overlay.returned.set(id, { ...goods, receivedAt: Date.parse(occurredAt) })
}

function layInspected(overlay: Overlay, payload: Payload<'inspect'>, sign: 1 | -1): void {
  const { sku, lot, location, quantity, disposition, to } = payload
  addStock(overlay, payload, location, 'uninspected', -sign * quantity)
  const status = STATUS_AFTER[disposition]
  // What goes back to its supplier stands somewhere only where somebody said so. The secondary SKU is the server's to name.
  const place = to ?? (disposition === 'supplier' ? undefined : location)
  if (status !== undefined && place !== undefined) addStock(overlay, payload, place, status, sign * quantity)
  if (sku === undefined) return
  overlay.inspected.push({
    returned: payload.returned,
    sku,
    lot: lot ?? '',
    location,
    quantity: sign * quantity,
    stays: disposition === 'keep',
  })
}

const STATUS_AFTER: Record<Payload<'inspect'>['disposition'], Status | undefined> = {
  restock: 'available',
  secondary: undefined,
  rework: 'rework',
  scrap: undefined,
  supplier: 'damaged',
  keep: 'uninspected',
}

const isSscc = (code: string): boolean => /^\d{18}$/.test(code) && hasValidCheckDigit(code)

function layCount({ counted, looked }: Overlay, { taskId, location, scope }: Payload<'count'>): void {
  if (taskId !== undefined) counted.add(taskId)
  if (scope === 'location') looked.push({ location, scope, sku: '', lot: '' })
  else if (scope.sku !== undefined)
    looked.push({ location, scope: scope.lot === undefined ? 'item' : 'lot', sku: scope.sku, lot: scope.lot ?? '' })
}

function layPack(overlay: Overlay, payload: Payload<'pack'>, sign: 1 | -1): void {
  const unit = payload.unit ?? payload.sscc ?? ''
  if (sign === 1 && payload.sscc !== undefined) overlay.units.set(unit, payload.sscc)
  for (const line of payload.lines) {
    if (line.from === undefined) continue
    addStock(overlay, line, line.from, 'available', -sign * line.quantity)
    addStock(overlay, line, unit, 'available', sign * line.quantity)
    addReady(overlay, payload.orderId, line, line.from, -sign * line.quantity)
    addReady(overlay, payload.orderId, line, unit, sign * line.quantity)
  }
}

interface Made {
  sku?: string | undefined
  lot?: string | null | undefined
  location: string
  quantity: number
}

/** `lot`: what the server names it where nobody did. */
const addMade = (overlay: Overlay, made: Made, lot: string, sign: 1 | -1): void =>
  addStock(
    overlay,
    { sku: made.sku, lot: made.lot === undefined ? lot : made.lot },
    made.location,
    'available',
    sign * made.quantity,
  )

interface Named {
  sku?: string | undefined
  lot: string | null
}

function addStock(overlay: Overlay, { sku, lot }: Named, location: string, status: Status, quantity: number): void {
  if (sku === undefined || isVirtual(location)) return
  const key = stockKey({ sku, lot: lot ?? '', location, status })
  const known = overlay.stock.get(key) ?? { sku, lot: lot ?? '', location, status, quantity: 0, suspect: 0 }
  overlay.stock.set(key, { ...known, quantity: known.quantity + quantity })
}

function addReady(overlay: Overlay, orderId: string, { sku, lot }: Named, location: string, quantity: number): void {
  if (sku === undefined) return
  const key = keyOf(orderId, sku, lot ?? '', location)
  const known = overlay.ready.get(key) ?? { orderId, sku, lot: lot ?? '', location, quantity: 0 }
  overlay.ready.set(key, { ...known, quantity: known.quantity + quantity })
}

const addTo = (sums: Map<string, number>, key: string, units: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + units)
}
