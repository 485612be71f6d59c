/** A scan of goods while a carton is open: packed, or stopped with the reason. */
import { t } from '../../language/t.ts'
import type { NamedItem } from '../../replica/name.ts'
import { go, type Step, stay, stop, wordsOf } from '../flow.ts'
import { whyUnfit } from '../unfit-lot.ts'
import { inUnit, type PackLine, packInto, packLines, toPack } from './lines.ts'
import type { PackState } from './state.ts'

export function packGoods(state: PackState, named: NamedItem): Step<PackState> {
  const { chosen, unit } = state
  const scanned = wordsOf(named)
  if (chosen === null) return stop(state, { scanned, expected: t('Scan or choose the order first.') })
  if (unit === null || state.stage === 'closed' || state.stage === 'pallet')
    return stop(state, { scanned, expected: t('Scan a carton first, or open a new one.') })
  const lines = packLines(chosen).filter((line) => line.item.sku === named.item.sku)
  if (lines.length === 0)
    return stop(state, {
      scanned,
      expected: t('It was not picked for order {externalId}.', { externalId: chosen.order.externalId }),
      todo: t('Put it aside. It cannot be packed.'),
    })
  if (named.lot !== undefined && named.item.lotTracked) return packLabelled(state, named, named.lot, lines)
  const open = lines.filter((line) => toPack(line) > 0)
  if (open.length > 1)
    return go(
      { ...state, stage: 'lot', choices: open, scanned: named.quantity, stop: null },
      'attention',
      t('Which lot?'),
    )
  return put(state, open[0] ?? (lines[0] as PackLine), named.quantity, scanned)
}

function packLabelled(state: PackState, named: NamedItem, lot: string, lines: readonly PackLine[]): Step<PackState> {
  const line = lines.find((one) => one.lot === lot)
  if (line) return put(state, line, named.quantity, wordsOf(named), named.expiresOn)
  return stop(state, {
    scanned: t('That is lot {lot}.', { lot }),
    expected: t('{lines} was picked.', { lines: lines.map((one) => t('Lot {lot}', { lot: one.lot })).join(', ') }),
    todo: t('Put it aside. It cannot be packed.'),
  })
}

/** The worker read on the goods which lot it is. */
export function packLot(state: PackState, lot: string): Step<PackState> {
  const sku = state.choices[0]?.item.sku
  const line = state.chosen && packLines(state.chosen).find((one) => one.item.sku === sku && one.lot === lot)
  if (state.stage !== 'lot' || !line) return stay(state)
  return put(
    { ...state, stage: 'goods' },
    line,
    state.scanned,
    t('That is {name}, lot {lot}.', { name: line.item.name, lot }),
  )
}

function put(state: PackState, line: PackLine, quantity: number, scanned: string, expiresOn?: string): Step<PackState> {
  const back: PackState = { ...state, stage: 'goods', choices: [], quantity: null }
  const unfit = whyUnfit(line.lot, line.lotRow, state.today, expiresOn)
  if (unfit !== undefined)
    return stop(back, {
      scanned: unfit,
      expected: t('It must not leave.'),
      todo: t('Put it aside. It is to be put back.'),
    })
  const left = toPack(line)
  if (left === 0)
    return stop(back, {
      scanned,
      expected: t('All {picked} are packed.', { picked: line.picked }),
      todo: t('This one is too many.'),
    })
  if (quantity > left)
    return stop(
      { ...back, hot: line },
      {
        scanned: t('The label stands for {quantity}.', { quantity }),
        expected: t('Only {count} are still to be packed.', { count: left }),
        todo: t('Scan them one by one, or type how many are in the carton.'),
      },
    )
  return record(back, line, quantity)
}

/** The typed total in this carton: what was packed by scan before is part of it. */
export function packQuantity(state: PackState): Step<PackState> {
  const { chosen, unit, hot, quantity } = state
  if (state.stage !== 'quantity' || chosen === null || unit === null || hot === null) return stay(state)
  const line = packLines(chosen).find((one) => one.item.sku === hot.item.sku && one.lot === hot.lot)
  if (!line) return stay(state)
  const there = inUnit(chosen, line, unit.code)
  const more = (quantity ?? 0) - there
  if (more < 0)
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity: quantity ?? 0 }),
      expected: t('{there} are recorded in it. Undo them.', { there }),
    })
  if (more > toPack(line))
    return stop(state, {
      scanned: t('{quantity} is too many.', { quantity }),
      expected: t('At most {there} were picked.', { there: there + toPack(line) }),
    })
  const back: PackState = { ...state, stage: 'goods', quantity: null, stop: null }
  return more === 0 ? go(back, 'quiet') : record(back, line, more)
}

function record(state: PackState, line: PackLine, quantity: number): Step<PackState> {
  const { chosen, unit } = state
  if (chosen === null || unit === null) return stay(state)
  const packed = packInto(chosen, line, quantity, unit)
  const done = line.packed + quantity
  return {
    state: {
      ...state,
      chosen: packed.order,
      orders: state.orders.map((one) => (one.order.id === chosen.order.id ? packed.order : one)),
      hot: { item: line.item, lot: line.lot },
      stop: null,
    },
    tone: done === line.picked ? 'done' : 'right',
    word: t('{done} of {picked} packed', { done, picked: line.picked }),
    record: [packed.record],
    undo: `${quantity} × ${line.item.sku}`,
  }
}
