/** Scans of places: the tote that an order stands in, the carton that is packed, the pallet that it goes onto. */

import type { LocationRow, OrderRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { Named } from '../../replica/name.ts'
import { hasLeft, type StandingOrder } from '../../replica/standing.ts'
import { freshLabel, shortLabel } from '../carton-label.ts'
import { go, type Step, stay, stop } from '../flow.ts'
import { unitContent } from './lines.ts'
import { acceptLabel, chooseOrder, close, misfit, open, type PackState } from './state.ts'

type NamedLocation = Extract<Named, { kind: 'location' }>

export function scanOrder(state: PackState, order: OrderRow): Step<PackState> {
  const found = state.orders.find((one) => one.order.id === order.id)
  if (!found)
    return stop(state, {
      scanned: t('That is order {externalId}.', { externalId: order.externalId }),
      expected: t('Nothing of it stands ready. Pick it first.'),
    })
  if (state.stage === 'goods' && state.chosen?.order.id !== order.id)
    return stop(state, {
      scanned: t('That is order {externalId}.', { externalId: order.externalId }),
      expected: t('Close the carton of {externalId} first, or go back.', {
        externalId: state.chosen?.order.externalId ?? '',
      }),
    })
  if (state.stage === 'goods')
    return go({ ...state, stop: null }, 'right', t('Order {externalId}', { externalId: order.externalId }))
  return go(chooseOrder(state, found), 'right', t('Order {externalId}', { externalId: order.externalId }))
}

export function scanUnit(state: PackState, named: NamedLocation): Step<PackState> {
  switch (state.stage) {
    case 'order':
      return scanSource(state, named.location)
    case 'pallet':
      return scanPallet(state, named.location)
    case 'fresh-label':
    case 'unit':
    case 'goods':
    case 'closed':
      return scanCarton(state, named)
    default:
      return misfit(state, named)
  }
}

/** A tote, lane or carton says which order it is for; where it holds several, they are offered. */
function scanSource(state: PackState, { code, kind }: LocationRow): Step<PackState> {
  const here = state.orders.filter(({ lines }) => lines.some(({ location }) => location === code))
  const [only] = here
  if (!only)
    return stop(state, {
      scanned: t('That is {code}.', { code }),
      expected: t('Nothing that was picked stands there.'),
    })
  if (here.length > 1)
    return go({ ...state, at: code, stop: null }, 'attention', t('{here} orders', { here: here.length }))
  const unit = only.units.find((one) => one.code === code)
  const chosen = chooseOrder(state, only)
  if (kind !== 'unit' || !unit)
    return go(chosen, 'right', t('Order {externalId}', { externalId: only.order.externalId }))
  return open(chosen, { code, sscc: unit.sscc })
}

function scanCarton(state: PackState, named: NamedLocation): Step<PackState> {
  const { location } = named
  const { chosen, unit } = state
  if (chosen === null || location.kind !== 'unit') return misfit(state, named)
  const scanned =
    location.sscc === null
      ? t('That is {code}.', { code: location.code })
      : t('That is carton {sscc}.', { sscc: shortLabel(location.sscc) })
  if (hasLeft(location)) return stop(state, { scanned, expected: t('It has left with a shipment.') })
  // Its own label, put on at the end: that closes it.
  if (state.stage === 'goods' && unit?.code === location.code)
    return unitContent(chosen, unit.code) > 0 ? close(state) : open(state, unit)
  const other = state.orders.find(
    ({ order, lines }) => order.id !== chosen.order.id && lines.some((line) => line.location === location.code),
  )
  if (other)
    return stop(state, {
      scanned,
      expected: t('It is for order {externalId}.', { externalId: other.order.externalId }),
    })
  if (location.sscc !== null) return open(state, { code: location.code, sscc: location.sscc })
  if (unitContent(chosen, location.code) > 0)
    return stop(state, { scanned, expected: t('The goods stand in it. Take a carton, or an empty tote.') })
  return go(
    { ...state, unit: null, stage: 'fresh-label', asked: { unit: location.code }, stop: null },
    'attention',
    location.code,
  )
}

/** "New carton", or a label for the unit that was just scanned: the number is this device's own. */
export function newUnit(state: PackState, sscc: string | null): Step<PackState> {
  const { stage, asked } = state
  if (stage !== 'unit' && stage !== 'fresh-label' && stage !== 'pallet') return stay(state)
  if (sscc === null)
    return stop(state, {
      scanned: t('No carton numbers are left here.'),
      expected: t('Scan a printed label, or go where the network is.'),
      todo: t('This device fetches new numbers by itself when it is online.'),
    })
  if (stage === 'pallet') return putOnPallet(state, sscc, sscc)
  return open(state, { code: asked !== null && 'unit' in asked ? asked.unit : sscc, sscc })
}

/** A label that nobody knows may be from a roll printed ahead, or a supplier's: a person says which. */
export function takeFreshLabel(state: PackState, named: Named): Step<PackState> | undefined {
  const sscc = freshLabel(named)
  if (sscc === undefined || state.chosen === null) return undefined
  if (state.stage === 'pallet') return putOnPallet(state, sscc, sscc)
  const { asked } = state
  if (asked !== null && 'sscc' in asked && asked.sscc === sscc) return acceptLabel(state)
  if (!['unit', 'fresh-label', 'goods', 'closed'].includes(state.stage)) return undefined
  return go({ ...state, unit: null, stage: 'fresh-label', asked: { sscc }, stop: null }, 'attention', shortLabel(sscc))
}

function scanPallet(state: PackState, location: LocationRow): Step<PackState> {
  const { chosen, unit } = state
  const scanned = t('That is {code}.', { code: location.code })
  if (location.kind !== 'unit') return stop(state, { scanned, expected: t('Scan the pallet, or begin a new one.') })
  if (hasLeft(location)) return stop(state, { scanned, expected: t('It has left with a shipment.') })
  if (location.code === unit?.code) return stop(state, { scanned, expected: t('That is the carton. Scan the pallet.') })
  if (state.orders.some(({ lines }) => lines.some((line) => line.location === location.code && !line.packed)))
    return stop(state, { scanned, expected: t('Picked goods stand in it. Scan the pallet.') })
  if (chosen?.units.some((one) => one.code === location.code && one.pallet === unit?.code))
    return stop(state, { scanned, expected: t('It stands on this one.') })
  return putOnPallet(state, location.code, location.sscc ?? location.code)
}

function putOnPallet(state: PackState, pallet: string, label: string): Step<PackState> {
  const { chosen, unit } = state
  if (chosen === null || unit === null) return stay(state)
  const carried = (order: StandingOrder): StandingOrder => ({
    ...order,
    units: order.units.map((one) => (one.code === unit.code ? { ...one, pallet } : one)),
  })
  return {
    state: {
      ...state,
      stage: 'closed',
      chosen: carried(chosen),
      orders: state.orders.map((one) => (one.order.id === chosen.order.id ? carried(one) : one)),
      stop: null,
    },
    tone: 'done',
    word: t('On pallet {label}', { label: shortLabel(label) }),
    record: [{ type: 'moveUnit', payload: { unit: unit.code, to: pallet } }],
    undo: t('onto pallet {label}', { label: shortLabel(label) }),
  }
}
