/**
 * Receive: goods at a dock, with or without an expected receipt. One scan of a GS1 label gives item, lot and expiry; a
 * label without them is completed by a scan or by hand. Nothing is recorded before the quantity is confirmed.
 */

import * as v from 'valibot'
import { lotNumber, MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import type { ExpectedReceipt } from '../../replica/view.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'
import { labelUnits } from '../label-units.ts'
import { shortText } from '../reference-document.ts'
import { isKnown, type Origin, originOf, originPayload } from './origin.ts'

export interface Goods {
  item: ItemRow
  /** Base units that one scan of this label stands for. */
  pack: number
  lot: string | null
  /** The code that the supplier gave it, where that is another one. */
  supplierLot: string
  expiresOn: string | null
  producedOn: string | null
  quantity: number | null
}

export type ReceiveStage = 'dock' | 'goods' | 'item' | 'lot' | 'expiry' | 'origin' | 'quantity' | 'over'

export interface ReceiveState {
  stage: ReceiveStage
  receipt: ExpectedReceipt | null
  dock: string | null
  goods: Goods | null
  /** Of this delivery, for items on the traceability list. */
  origin: Origin
  /** The barcode that nobody knows, while the worker chooses its item. */
  unknownCode: string | null
  stop: Stop | null
}

export type ReceiveAction =
  | { type: 'receipt'; receipt: ExpectedReceipt | null }
  | { type: 'dock'; dock: string }
  | { type: 'item'; item: ItemRow }
  | { type: 'lot'; lot: string }
  | { type: 'expiry'; expiresOn: string | null }
  | { type: 'origin'; origin: Origin; supplierLot: string }
  | { type: 'origin-done' }
  | { type: 'skip-origin' }
  | { type: 'another-delivery' }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'confirm' }
  | { type: 'accept-over' }
  | { type: 'back' }

/** With one dock there is nothing to ask. */
export function startReceive(docks: readonly string[], receipt: ExpectedReceipt | null): ReceiveState {
  const dock = docks.length === 1 ? (docks[0] ?? null) : null
  return {
    stage: dock === null ? 'dock' : 'goods',
    receipt,
    dock,
    goods: null,
    origin: originOf(receipt),
    unknownCode: null,
    stop: null,
  }
}

const clear = (state: ReceiveState): ReceiveState => ({
  ...state,
  goods: null,
  unknownCode: null,
  stop: null,
  stage: state.dock === null ? 'dock' : 'goods',
})

/** What is still unknown of the goods decides what is asked next. */
function ask(state: ReceiveState, goods: Goods): ReceiveState {
  const next = { ...state, goods, stop: null, unknownCode: null }
  if (goods.item.lotTracked && goods.lot === null) return { ...next, stage: 'lot' }
  if (goods.item.rotation === 'fefo' && goods.expiresOn === null) return { ...next, stage: 'expiry' }
  return { ...next, stage: afterDates(next) }
}

const afterDates = ({ goods, origin }: ReceiveState): ReceiveStage =>
  goods?.item.traced === true && !origin.skipped && !isKnown(origin) ? 'origin' : 'quantity'

const goodsOf = (named: NamedItem): Goods => ({
  item: named.item,
  pack: named.quantity,
  lot: named.item.lotTracked ? (named.lot ?? null) : null,
  supplierLot: '',
  expiresOn: named.expiresOn ?? null,
  producedOn: named.producedOn ?? null,
  quantity: labelUnits(named),
})

export const receiveMachine: Machine<ReceiveState, ReceiveAction> = {
  scan(state, named) {
    if (named.kind === 'problem') return scanProblem(state, named)
    if (named.kind === 'location') return scanDock(state, named)
    if (state.stage === 'dock') return stop(state, { scanned: wordsOf(named), expected: t('Scan the dock first.') })
    if (named.kind === 'item') return scanItem(state, named)
    if (named.kind === 'text') return scanText(state, named)
    return stop(state, { scanned: wordsOf(named), expected: expectation(state) })
  },
  act(state, action) {
    switch (action.type) {
      case 'receipt':
        return giveReceipt(state, action.receipt)
      case 'dock':
        return go({ ...state, dock: action.dock, stage: 'goods', stop: null })
      case 'item':
        return go(
          ask(state, {
            item: action.item,
            pack: 1,
            lot: null,
            supplierLot: '',
            expiresOn: null,
            producedOn: null,
            quantity: null,
          }),
          'right',
          action.item.name,
        )
      case 'lot':
        return giveLot(state, action.lot)
      case 'expiry':
        return giveExpiry(state, action.expiresOn)
      case 'origin':
        return state.goods === null
          ? stay(state)
          : stay({ ...state, origin: action.origin, goods: { ...state.goods, supplierLot: action.supplierLot } })
      case 'origin-done':
        return originDone(state)
      case 'skip-origin':
        return state.stage === 'origin'
          ? go({ ...state, stage: 'quantity', origin: { ...state.origin, skipped: true }, stop: null }, 'quiet')
          : stay(state)
      case 'another-delivery':
        return go(clear({ ...state, receipt: null, origin: originOf(null) }), 'quiet')
      case 'quantity':
        return giveQuantity(state, action.quantity)
      case 'confirm':
        return confirm(state)
      case 'accept-over':
        return state.stage === 'over' ? record(state) : stay(state)
      case 'back':
        return state.stage === 'over' ? go({ ...state, stage: 'quantity' }, 'quiet') : go(clear(state), 'quiet')
    }
  },
  say(state) {
    switch (state.stage) {
      case 'dock':
        return t('Scan the dock')
      case 'goods':
        return t('Scan the goods')
      case 'item':
        return t('Which item is it?')
      case 'lot':
        return t('Scan or type its lot')
      case 'expiry':
        return t('When does it expire?')
      case 'origin':
        return t('Where does it come from?')
      case 'quantity':
        return t('How many came?')
      case 'over':
        return t('More than expected')
    }
  },
}

const expectation = (state: ReceiveState): string => sentence(receiveMachine.say(state))

function scanDock(state: ReceiveState, named: Extract<Named, { kind: 'location' }>): Step<ReceiveState> {
  const { location } = named
  if (state.goods !== null) return stop(state, { scanned: wordsOf(named), expected: expectation(state) })
  if (location.blocked)
    return stop(state, {
      scanned: t('{code} is blocked.', { code: location.code }),
      expected: t('Receive at another place.'),
    })
  return go({ ...state, dock: location.code, stage: 'goods', stop: null }, 'right', location.code)
}

/** A product number that no item has is a barcode that nobody knows; any other problem is the label's own. */
function scanProblem(state: ReceiveState, named: Extract<Named, { kind: 'problem' }>): Step<ReceiveState> {
  const found = { scanned: named.say, expected: expectation(state) }
  return state.stage === 'goods' && named.scan.kind === 'item'
    ? askItem(state, named.scan.code, named.say)
    : stop(state, found)
}

/** Another delivery, or the same one as it stands now: then what is in hand stays in hand, and a stop stays to be read. */
function giveReceipt(state: ReceiveState, receipt: ExpectedReceipt | null): Step<ReceiveState> {
  const same = receipt?.receipt.id === state.receipt?.receipt.id
  if (same || state.goods !== null) return stay({ ...state, receipt })
  return go(clear({ ...state, receipt, origin: originOf(receipt) }), 'quiet')
}

function scanItem(state: ReceiveState, named: NamedItem): Step<ReceiveState> {
  const { goods } = state
  if (goods === null)
    return go(
      ask(state, goodsOf(named)),
      'right',
      named.lot === undefined ? named.item.name : t('Lot {lot}', { lot: named.lot }),
    )
  if (named.item.sku !== goods.item.sku)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Finish {name} first, or go back.', { name: goods.item.name }),
    })
  const known = {
    ...goods,
    expiresOn: goods.expiresOn ?? named.expiresOn ?? null,
    producedOn: goods.producedOn ?? named.producedOn ?? null,
  }
  if (state.stage === 'lot' && named.lot !== undefined) return giveLot({ ...state, goods: known }, named.lot)
  if (goods.item.lotTracked && named.lot !== undefined && named.lot !== goods.lot)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('This is lot {lot}: confirm it first.', { lot: goods.lot }),
    })
  if (state.stage === 'expiry' && named.expiresOn !== undefined)
    return giveExpiry({ ...state, goods: known }, named.expiresOn)
  if (state.stage !== 'quantity') return stop(state, { scanned: wordsOf(named), expected: expectation(state) })
  // The same label again: one more of it.
  const quantity = (goods.quantity ?? 0) + (goodsOf(named).quantity ?? 0)
  return go({ ...state, goods: { ...goods, quantity }, stop: null }, 'right', String(quantity))
}

function scanText(state: ReceiveState, named: Extract<Named, { kind: 'text' }>): Step<ReceiveState> {
  if (state.stage === 'lot') return giveLot(state, named.lot ?? named.text)
  if (state.stage === 'origin')
    return go({ ...state, origin: { ...state.origin, documentNumber: shortText(named.text) }, stop: null })
  if (state.stage === 'goods') return askItem(state, named.text, wordsOf(named))
  return stop(state, { scanned: wordsOf(named), expected: expectation(state) })
}

const askItem = (state: ReceiveState, unknownCode: string, scanned: string): Step<ReceiveState> =>
  stop(
    { ...state, stage: 'item', unknownCode },
    {
      scanned,
      expected: t('Choose the item, or set the goods aside.'),
      todo: t('The office can add this barcode to an item.'),
    },
  )

function giveLot(state: ReceiveState, text: string): Step<ReceiveState> {
  const lot = v.safeParse(lotNumber, text.trim())
  if (!state.goods) return stay(state)
  if (!lot.success)
    return stop(state, {
      scanned: t('"{text}" is no lot number.', { text: text.slice(0, 30) }),
      expected: t('A lot has 1 to 20 letters, digits or signs.'),
    })
  return go(ask(state, { ...state.goods, lot: lot.output }), 'right', t('Lot {output}', { output: lot.output }))
}

function giveExpiry(state: ReceiveState, expiresOn: string | null): Step<ReceiveState> {
  if (!state.goods) return stay(state)
  const next = { ...state, goods: { ...state.goods, expiresOn }, stop: null }
  return go({ ...next, stage: afterDates(next) }, 'right', expiresOn === null ? t('No date') : dayText(expiresOn))
}

function originDone(state: ReceiveState): Step<ReceiveState> {
  const { goods, origin } = state
  if (state.stage !== 'origin' || goods === null || !isKnown(origin)) return stay(state)
  if (goods.supplierLot.trim() !== '' && !v.is(lotNumber, goods.supplierLot.trim()))
    return stop(state, {
      scanned: t('"{supplierLot}" is no lot code.', { supplierLot: goods.supplierLot.slice(0, 30) }),
      expected: t('It has 1 to 20 letters, digits or signs.'),
    })
  return go({ ...state, stage: 'quantity', stop: null }, 'right', shortText(origin.documentNumber))
}

/** What is asked about, or recorded, is the quantity that was confirmed: a late key changes nothing. */
function giveQuantity(state: ReceiveState, quantity: number | null): Step<ReceiveState> {
  if (!state.goods || state.stage !== 'quantity') return stay(state)
  return stay({ ...state, goods: { ...state.goods, quantity } })
}

/** What the receipt still expects of this item; null without a receipt. */
export function stillExpected({ receipt, goods }: ReceiveState): number | null {
  if (!receipt || !goods) return null
  const lines = receipt.lines.filter((line) => line.sku === goods.item.sku)
  return Math.max(
    0,
    lines.reduce((sum, line) => sum + line.expected - line.received, 0),
  )
}

function confirm(state: ReceiveState): Step<ReceiveState> {
  if (state.stage !== 'quantity') return stay(state)
  const quantity = state.goods?.quantity ?? 0
  if (quantity <= 0) return stop(state, { scanned: t('No quantity.'), expected: t('Scan or type how many came.') })
  if (quantity > MAX_QUANTITY)
    return stop(state, { scanned: t('{quantity} is not possible.', { quantity }), expected: t('Type how many came.') })
  const expected = stillExpected(state)
  if (expected !== null && quantity > expected)
    return go(
      { ...state, stage: 'over', stop: null },
      'attention',
      t('{quantity} more than expected', { quantity: quantity - expected }),
    )
  return record(state)
}

function record(state: ReceiveState): Step<ReceiveState> {
  const { goods, dock, receipt, origin } = state
  if (!goods || dock === null || !goods.quantity) return stay(state)
  const { item, lot, quantity, expiresOn, producedOn } = goods
  const supplierLot = goods.supplierLot.trim()
  const payload = {
    sku: item.sku,
    lot,
    quantity,
    location: dock,
    ...(expiresOn === null ? {} : { expiresOn }),
    ...(producedOn === null ? {} : { producedOn }),
    ...(receipt ? { receiptId: receipt.receipt.id, supplier: receipt.receipt.supplier } : {}),
    ...(item.traced ? originPayload(origin) : {}),
    ...(item.traced && supplierLot !== '' ? { supplierLot } : {}),
  }
  return {
    state: { ...clear(state), receipt: receipt && received(receipt, item.sku, quantity) },
    tone: 'done',
    word: t('{quantity} received', { quantity }),
    record: [{ type: 'receive', payload }],
    undo: `${quantity} × ${item.name}`,
  }
}

/** The receipt as this receipt left it, so that the next line is judged by it at once. */
function received(receipt: ExpectedReceipt, sku: string, quantity: number): ExpectedReceipt {
  return {
    ...receipt,
    lines: receipt.lines.map((line) => (line.sku === sku ? { ...line, received: line.received + quantity } : line)),
  }
}
