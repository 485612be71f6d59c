/** Scans of goods while a place is counted: each counts at once, or asks what its label does not say. */

import * as v from 'valibot'
import { MAX_COUNT_LINES } from '../../../shared/transactions/count.ts'
import { lotNumber, MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { NamedItem } from '../../replica/name.ts'
import { go, type Step, stay, stop, wordsOf } from '../flow.ts'
import { labelUnits } from '../label-units.ts'
import { addTo, type CountLine, lineKey, lineOf } from './lines.ts'
import { askedFirst, type CountState, counting, misfit, type Pending } from './state.ts'

export function scanGoods(state: CountState, named: NamedItem): Step<CountState> {
  const scanned = wordsOf(named)
  switch (state.stage) {
    case 'bin':
    case 'unasked':
      return stop(state, { scanned, expected: t('Scan the bin first.') })
    // Something is there after all, or still.
    case 'goods':
    case 'item':
    case 'empty':
      return count(counting(state), pendingOf(state, named))
    case 'lot':
      return scanForLot(state, named)
    case 'line':
      return countUp(state, named)
    default:
      return askedFirst(state, scanned)
  }
}

/** A label without a lot is of the lot that was said last, while the same item is counted. */
function pendingOf({ lines, hot }: CountState, named: NamedItem): Pending {
  const pending = { item: named.item, units: labelUnits(named), said: false }
  if (!named.item.lotTracked) return { ...pending, lot: null }
  if (named.lot !== undefined) return { ...pending, lot: named.lot }
  const last = lineOf(lines, hot?.key)
  return hot?.said && last?.item.sku === named.item.sku
    ? { ...pending, lot: last.lot, said: true }
    : { ...pending, lot: undefined }
}

/** An item without a label that can be read: its units are typed. */
export function chooseItem(state: CountState, item: ItemRow): Step<CountState> {
  if (state.stage !== 'item') return stay(state)
  return count(counting(state), { item, units: null, lot: item.lotTracked ? undefined : null, said: false })
}

export function count(state: CountState, pending: Pending): Step<CountState> {
  if (isOutside(state, pending))
    return go({ ...state, stage: 'outside', pending, stop: null }, 'attention', t('Not asked'))
  if (pending.lot === undefined) return go({ ...state, stage: 'lot', pending, stop: null }, 'right', pending.item.name)
  const { item, units, lot, said } = pending
  return counted(
    state,
    { item, lot, status: usualStatus(state), quantity: units ?? 0 },
    { said, typed: units === null },
  )
}

/** What lies in a returns cage has not been looked at. */
const usualStatus = ({ place }: CountState): CountLine['status'] =>
  place?.kind === 'returns' ? 'uninspected' : 'available'

/** A lot that is not known yet may still be the one that is asked for. */
function isOutside({ task, whole }: CountState, { item, lot }: Pending): boolean {
  if (whole || task === null) return false
  return item.sku !== task.item?.sku || (task.scope === 'lot' && lot !== undefined && (lot ?? '') !== task.lot)
}

function counted(
  state: CountState,
  more: CountLine,
  { said, typed }: { said: boolean; typed: boolean },
): Step<CountState> {
  const lines = addTo(state.lines, more)
  const quantity = lines[0]?.quantity ?? 0
  if (lines.length > MAX_COUNT_LINES)
    return stop(counting(state), {
      scanned: t('{count} lines are counted.', { count: MAX_COUNT_LINES }),
      expected: t('More do not go into one count. Finish it, and tell a supervisor.'),
    })
  if (quantity > MAX_QUANTITY)
    return stop(counting(state), {
      scanned: t('{quantity} is not possible.', { quantity }),
      expected: t('Count again.'),
    })
  const next: CountState = { ...counting(state), lines, hot: { key: lineKey(more), said } }
  const word = more.item.lotTracked && more.lot !== null ? t('Lot {lot}', { lot: more.lot }) : more.item.name
  return typed ? go({ ...next, stage: 'line' }, 'right', more.item.name) : go(next, 'right', `${quantity} · ${word}`)
}

/** The lot is asked: another label may say it, the same one again is one more. */
function scanForLot(state: CountState, named: NamedItem): Step<CountState> {
  const { pending } = state
  if (pending === null || named.item.sku !== pending.item.sku)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Say which lot {name} is first, or go back.', { name: pending?.item.name ?? t('it') }),
    })
  if (named.lot !== undefined) return count(state, { ...pending, lot: named.lot })
  const units = (pending.units ?? 0) + labelUnits(named)
  return go({ ...state, pending: { ...pending, units }, stop: null }, 'right', `${units} · ${named.item.name}`)
}

/** Null: it cannot be read. */
export function giveLot(state: CountState, text: string | null): Step<CountState> {
  const { pending } = state
  if (state.stage !== 'lot' || pending === null) return stay(state)
  if (text === null) return count(state, { ...pending, lot: null, said: true })
  const lot = v.safeParse(lotNumber, text.trim())
  if (lot.success) return count(state, { ...pending, lot: lot.output, said: true })
  return stop(state, {
    scanned: t('"{text}" is no lot number.', { text: text.slice(0, 30) }),
    expected: t('A lot has 1 to 20 letters, digits or signs.'),
  })
}

/** The line in hand is corrected: its own label counts up what stands in the pad. */
function countUp(state: CountState, named: NamedItem): Step<CountState> {
  const line = lineOf(state.lines, state.hot?.key)
  const same =
    line?.item.sku === named.item.sku && (!line.item.lotTracked || named.lot === undefined || named.lot === line.lot)
  if (!line || !same) return misfit(state, wordsOf(named))
  const quantity = (state.quantity ?? 0) + labelUnits(named)
  return go({ ...state, quantity, stop: null }, 'right', `${quantity} · ${line.item.name}`)
}

/** The bin was meant to be looked at for one item only; now all of it is. What is in no line was not there. */
export function widen(state: CountState): Step<CountState> {
  const { pending } = state
  if (state.stage !== 'outside' || pending === null) return stay(state)
  return count({ ...counting(state), whole: true }, pending)
}
