/**
 * Ship: what stands ready of an order leaves the building, and each carton says so by its scan. What was not scanned stays;
 * what is on hold or expired stays, too, whoever asks. The carrier's label may be scanned.
 */

import type { PayloadInput } from '../../../shared/transactions/index.ts'
import type { LocationRow, OrderRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import type { StandingOrder } from '../../replica/standing.ts'
import { shortLabel } from '../carton-label.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'
import { isWhole, type ReferenceDocument, shortText } from '../reference-document.ts'
import { amountOf, detailsPayload, forNextOrder, noDetails, type ShipDetails } from './details.ts'
import { leavingUnits, type Parcel, parcelsOf, unitsIn } from './parcels.ts'

export interface ShipState {
  stage: 'order' | 'confirm' | 'details' | 'partial' | 'document'
  ready: StandingOrder[]
  chosen: StandingOrder | null
  /** Only what stands at this place is offered: a lane or pallet of several orders was scanned. */
  at: string | null
  /** Cartons, and places of loose goods, that were scanned. */
  scanned: string[]
  details: ShipDetails
  document: ReferenceDocument
  /** The worker goes on without the document. */
  withoutDocument: boolean
  today: string
  currency: string
  stop: Stop | null
}

export type ShipAction =
  | { type: 'ready'; ready: StandingOrder[]; currency: string }
  | { type: 'choose'; order: StandingOrder }
  | { type: 'confirm' }
  | { type: 'ship-part' }
  | { type: 'open-details' }
  | { type: 'details'; details: ShipDetails }
  | { type: 'document'; document: ReferenceDocument }
  | { type: 'document-done' }
  | { type: 'skip-document' }
  | { type: 'back' }

const noDocument: ReferenceDocument = { documentType: t('Bill of lading'), documentNumber: '' }

export const startShip = (ready: StandingOrder[], today: string, currency = 'USD'): ShipState => ({
  stage: 'order',
  ready,
  chosen: null,
  at: null,
  scanned: [],
  details: noDetails,
  document: noDocument,
  withoutDocument: false,
  today,
  currency,
  stop: null,
})

/** Everything of the order before is forgotten, but for who picks up. */
const anew = (state: ShipState, ready = state.ready): ShipState => ({
  ...startShip(ready, state.today, state.currency),
  details: forNextOrder(state.details),
})

const choose = (state: ShipState, chosen: StandingOrder): ShipState => ({ ...anew(state), stage: 'confirm', chosen })

export const parcels = ({ chosen, today }: ShipState): Parcel[] => (chosen ? parcelsOf(chosen, today) : [])
/** Scanned, and fit to leave. */
export const leaves = ({ scanned }: ShipState, { code, unfit }: Parcel): boolean => !unfit && scanned.includes(code)
export const leaving = (state: ShipState): Parcel[] => parcels(state).filter((parcel) => leaves(state, parcel))
/** What stays behind of what stands ready. */
export const staying = (state: ShipState): Parcel[] => parcels(state).filter((parcel) => !leaves(state, parcel))

export const shipMachine: Machine<ShipState, ShipAction> = {
  scan(state, named) {
    if (named.kind === 'order') return scanOrder(state, named.order.id, wordsOf(named))
    if (named.kind === 'location' && (state.stage === 'order' || state.stage === 'confirm'))
      return scanPlace(state, named.location)
    if (named.kind === 'text' && state.stage === 'document')
      return go({ ...state, document: { ...state.document, documentNumber: shortText(named.text) }, stop: null })
    if (named.kind === 'text' && (state.stage === 'confirm' || state.stage === 'details'))
      return go(
        { ...state, details: { ...state.details, tracking: shortText(named.text) }, stop: null },
        'right',
        t('Tracking number'),
      )
    return misfit(state, wordsOf(named))
  },
  act(state, action) {
    switch (action.type) {
      case 'ready':
        return stay(refresh({ ...state, currency: action.currency }, action.ready))
      case 'choose':
        return go(
          choose(state, action.order),
          'right',
          t('Order {externalId}', { externalId: action.order.order.externalId }),
        )
      case 'confirm':
        return confirm(state)
      case 'ship-part':
        return state.stage === 'partial' ? askDocument(state) : stay(state)
      case 'open-details':
        return state.stage === 'confirm' ? go({ ...state, stage: 'details', stop: null }, 'quiet') : stay(state)
      case 'details':
        return stay({ ...state, details: action.details })
      case 'document':
        return stay({ ...state, document: action.document })
      case 'document-done':
        return state.stage === 'document' && isWhole(state.document) ? record(state) : stay(state)
      case 'skip-document':
        return state.stage === 'document' ? record({ ...state, withoutDocument: true }) : stay(state)
      case 'back':
        return go(back(state), 'quiet')
    }
  },
  say(state) {
    switch (state.stage) {
      case 'order':
        return t('Scan carton or order')
      case 'confirm':
        return leaving(state).length === 0
          ? t('Scan what leaves')
          : staying(state).some(({ unfit }) => !unfit)
            ? t('Scan the next carton')
            : t('Scan the carrier label, or ship')
      case 'details':
        return t('How does it leave?')
      case 'partial':
        return t('Not all of it leaves')
      case 'document':
        return t('Which document goes with it?')
    }
  },
}

const misfit = (state: ShipState, scanned: string): Step<ShipState> =>
  stop(state, { scanned, expected: sentence(shipMachine.say(state)) })

/** Its own number says that all of the order leaves; another one changes to that order. */
function scanOrder(state: ShipState, orderId: string, scanned: string): Step<ShipState> {
  const found = state.ready.find(({ order }) => order.id === orderId)
  if (!found) return stop(state, { scanned, expected: t('Nothing of it stands ready. Pick it first.') })
  if (state.stage !== 'order' && state.stage !== 'confirm') return misfit(state, scanned)
  const again = state.chosen?.order.id === orderId
  const chosen = again ? state : choose(state, found)
  // Cartons say by themselves that they leave; the order speaks for what is loose, and for all when it is scanned again.
  const meant = parcels(chosen).filter(({ sscc }) => again || sscc === null)
  return mark(chosen, meant, t('Order {externalId}', { externalId: found.order.externalId }))
}

function scanPlace(state: ShipState, location: LocationRow): Step<ShipState> {
  const { code } = location
  const scanned =
    location.sscc === null
      ? t('That is {code}.', { code })
      : t('That is carton {sscc}.', { sscc: shortLabel(location.sscc) })
  const own = parcels(state).filter((parcel) => parcel.code === code || parcel.pallet === code)
  if (own.length > 0)
    return mark(state, own, location.sscc === null ? code : t('Carton {sscc}', { sscc: shortLabel(location.sscc) }))
  const others = state.ready.filter((order) =>
    parcelsOf(order, state.today).some((parcel) => parcel.code === code || parcel.pallet === code),
  )
  const [only] = others
  if (!only) return stop(state, { scanned, expected: t('Nothing that stands ready is in it.') })
  if (state.chosen !== null)
    return stop(state, {
      scanned,
      expected: t('It is for order {others}.', { others: others.map(({ order }) => order.externalId).join(', ') }),
    })
  if (others.length > 1)
    return go({ ...state, at: code, stop: null }, 'attention', t('{others} orders', { others: others.length }))
  return scanPlace(choose(state, only), location)
}

/** These leave. Of what must not, the scan is stopped; nobody can pass it. */
function mark(state: ShipState, meant: readonly Parcel[], word: string): Step<ShipState> {
  const codes = meant.filter(({ unfit }) => !unfit).map(({ code }) => code)
  const next = { ...state, scanned: [...new Set([...state.scanned, ...codes])], stop: null }
  const unfit = meant.find((parcel) => parcel.unfit)
  if (unfit?.unfit)
    return stop(next, {
      scanned: unfit.unfit,
      expected:
        unfit.sscc === null
          ? t('It must not leave.')
          : t('Carton {sscc} must not leave.', { sscc: shortLabel(unfit.sscc) }),
      todo: t('Set it aside. It is to be put back.'),
    })
  const left = parcels(next).filter(({ code, unfit: held }) => !held && !next.scanned.includes(code)).length
  return go(
    next,
    left === 0 && codes.length > 0 ? 'done' : 'right',
    left === 0 || codes.length === 0 ? word : t('{word}, {left} to go', { word, left }),
  )
}

function confirm(state: ShipState): Step<ShipState> {
  const { chosen, stage } = state
  if (chosen === null || (stage !== 'confirm' && stage !== 'details')) return stay(state)
  if (leaving(state).length === 0)
    return stop(
      { ...state, stage: 'confirm' },
      { scanned: t('Nothing was scanned.'), expected: t('Scan the cartons that leave, or the order.') },
    )
  if (amountOf(state.details.cost, state.currency) === undefined)
    return stop(
      { ...state, stage: 'details' },
      {
        scanned: t('"{cost}" is no amount.', { cost: state.details.cost.slice(0, 20) }),
        expected: t('Type the cost in {currency}, or nothing.', { currency: state.currency }),
      },
    )
  const rest = unitsIn(staying(state)) + chosen.missing
  if (rest > 0) return go({ ...state, stage: 'partial', stop: null }, 'attention', t('{rest} stay here', { rest }))
  return askDocument(state)
}

function askDocument(state: ShipState): Step<ShipState> {
  const traced = leaving(state).some(({ lines }) => lines.some(({ item }) => item.traced))
  if (!traced || state.withoutDocument || isWhole(state.document)) return record(state)
  return go({ ...state, stage: 'document', stop: null }, 'attention', t('Document'))
}

function record(state: ShipState): Step<ShipState> {
  const { chosen, document } = state
  const gone = leaving(state)
  if (chosen === null || gone.length === 0) return stay(state)
  const { order } = chosen
  const units = leavingUnits(state.ready, gone)
  const left = {
    ...(units.length > 0 ? { units } : {}),
    lines: gone
      .flatMap(({ lines }) => lines)
      .map(({ item, lot, location, quantity }) => ({
        sku: item.sku,
        lot: lot === '' ? null : lot,
        from: location,
        quantity,
      })),
    ...detailsPayload(state.details, state.currency),
    ...(isWhole(document)
      ? {
          documentType: shortText(document.documentType),
          documentNumber: shortText(document.documentNumber),
        }
      : {}),
  }
  const part = unitsIn(staying(state)) + chosen.missing > 0
  return {
    state: anew(state, afterShipping(state, gone)),
    tone: 'done',
    word: part
      ? t('{order} shipped in part', { order: order.externalId })
      : t('{order} shipped', { order: order.externalId }),
    record: [departure(order, left)],
    undo: t('shipping {externalId}', { externalId: order.externalId }),
  }
}

type Lines = NonNullable<PayloadInput<'ship'>['lines']>
type Gone = Omit<PayloadInput<'ship'>, 'orderId' | 'channel' | 'orderExternalId' | 'lines'> & { lines: Lines }

/** To a customer, or to another warehouse of the company. */
const departure = (order: OrderRow, left: Gone): NewTransaction =>
  order.transferTo === undefined
    ? {
        type: 'ship',
        payload: { orderId: order.id, channel: order.channel, orderExternalId: order.externalId, ...left },
      }
    : { type: 'transferShip', payload: { transferId: order.id, to: order.transferTo, ...left } }

/** The list as this shipment leaves it: two quick taps ship nothing twice. */
function afterShipping({ ready, chosen }: ShipState, gone: readonly Parcel[]): StandingOrder[] {
  const left = gone.flatMap(({ lines }) => lines)
  return ready
    .map((one) =>
      one.order.id === chosen?.order.id ? { ...one, lines: one.lines.filter((line) => !left.includes(line)) } : one,
    )
    .filter(({ lines }) => lines.length > 0)
}

/** The chosen order as it stands now; gone from the list, it was shipped elsewhere. */
function refresh(state: ShipState, ready: StandingOrder[]): ShipState {
  if (state.chosen === null) return { ...state, ready }
  const chosen = ready.find(({ order }) => order.id === state.chosen?.order.id)
  if (!chosen) return anew(state, ready)
  const next = { ...state, ready, chosen }
  if (leaving(next).length === 0 && (next.stage === 'partial' || next.stage === 'document'))
    return { ...next, stage: 'confirm' }
  const whole = unitsIn(staying(next)) + chosen.missing === 0
  return next.stage === 'partial' && whole ? { ...next, stage: 'confirm' } : next
}

const back = (state: ShipState): ShipState =>
  state.stage === 'confirm' || state.stage === 'order' ? anew(state) : { ...state, stage: 'confirm', stop: null }
