/** What came back: item, lot, why, how many. What the label or the shipment says is not asked. */

import * as v from 'valibot'
import { type ReturnReason, reasonsOf } from '../../../../shared/rules/return-settings.ts'
import { lotNumber, MAX_QUANTITY } from '../../../../shared/transactions/fields.ts'
import type { ItemRow } from '../../../../shared/wire/pull.ts'
import { t } from '../../../language/t.ts'
import type { NamedItem } from '../../../replica/name.ts'
import { go, type Step, stay, stop, wordsOf } from '../../flow.ts'
import { labelUnits } from '../../label-units.ts'
import { askNext } from './ask-next.ts'
import { balanceOf, type Goods, misfit, type ReturnState } from './state.ts'
import { look } from './whose.ts'

export function scanGoods(state: ReturnState, named: NamedItem): Step<ReturnState> {
  switch (state.stage) {
    case 'start':
      return beginWithGoods(state, goodsOf(named.item, named))
    case 'goods':
    case 'item':
      return beginGoods(state, goodsOf(named.item, named))
    case 'lot':
      return scanForLot(state, named)
    case 'quantity':
      return countUp(state, named)
    default:
      return misfit(state, wordsOf(named))
  }
}

function goodsOf(item: ItemRow, label?: NamedItem): Goods {
  const lot = item.lotTracked ? label?.lot : null
  return {
    item,
    lot,
    lotFrom: lot == null ? null : 'label',
    reason: null,
    quantity: null,
    pack: label ? labelUnits(label) : 1,
  }
}

/** Nobody said yet whose they are: the goods themselves may. */
function beginWithGoods(state: ReturnState, goods: Goods): Step<ReturnState> {
  const { sku } = goods.item
  return look({ ...state, goods }, { by: 'goods', sku, lot: goods.lot ?? null })
}

function beginGoods(state: ReturnState, goods: Goods): Step<ReturnState> {
  const word = goods.lot == null ? goods.item.name : t('Lot {lot}', { lot: goods.lot })
  return askNext(state, goods, word)
}

/** Without a label that can be read, or tapped among what was sent. */
export function chooseItem(state: ReturnState, item: ItemRow): Step<ReturnState> {
  if (state.stage !== 'goods' && state.stage !== 'item') return stay(state)
  if (state.source === null) return beginWithGoods(state, goodsOf(item))
  return beginGoods(state, goodsOf(item))
}

function scanForLot(state: ReturnState, named: NamedItem): Step<ReturnState> {
  const { goods } = state
  if (goods === null || named.item.sku !== goods.item.sku || named.lot === undefined)
    return misfit(state, wordsOf(named))
  return giveLot(state, named.lot, 'label')
}

/** Null: it cannot be read. */
export function giveLot(state: ReturnState, text: string | null, lotFrom: 'label' | 'shipment'): Step<ReturnState> {
  const { goods } = state
  if (state.stage !== 'lot' || goods === null) return stay(state)
  if (text === null) return askNext(state, { ...goods, lot: null, lotFrom: null }, t('Lot not known'))
  const lot = v.safeParse(lotNumber, text.trim())
  if (lot.success)
    return askNext(state, { ...goods, lot: lot.output, lotFrom }, t('Lot {output}', { output: lot.output }))
  return stop(state, {
    scanned: t('"{text}" is no lot number.', { text: text.slice(0, 30) }),
    expected: t('A lot has 1 to 20 letters, digits or signs.'),
  })
}

/** The announced one first. */
export function reasonsHere({ known, source, goods }: ReturnState): ReturnReason[] {
  const { channel = null, lines = [] } = source ?? {}
  if (channel === null) return []
  const said = lines.find(({ sku }) => sku === goods?.item.sku)?.announced?.reason
  const all = reasonsOf(known.settings, channel)
  return [...all.filter(({ code }) => code === said), ...all.filter(({ code }) => code !== said)]
}

export function giveReason(state: ReturnState, code: string): Step<ReturnState> {
  const { goods } = state
  const reason = reasonsHere(state).find((one) => one.code === code)
  if (state.stage !== 'reason' || goods === null || !reason) return stay(state)
  return askNext(state, { ...goods, reason }, reason.label)
}

/** The same label again: so many more of it. */
function countUp(state: ReturnState, named: NamedItem): Step<ReturnState> {
  const { goods } = state
  const same =
    goods?.item.sku === named.item.sku && (!goods.item.lotTracked || named.lot === undefined || named.lot === goods.lot)
  if (!goods || !same) return misfit(state, wordsOf(named))
  const quantity = (goods.quantity ?? 0) + labelUnits(named)
  return go({ ...state, goods: { ...goods, quantity }, stop: null }, 'right', `${quantity} · ${named.item.name}`)
}

export function quantityDone(state: ReturnState): Step<ReturnState> {
  const quantity = state.goods?.quantity ?? 0
  if (state.stage !== 'quantity') return stay(state)
  if (quantity < 1 || quantity > MAX_QUANTITY)
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity }),
      expected: t('Type how many came back.'),
    })
  const balance = balanceOf(state)
  if (balance !== null && balance.back + quantity > balance.out)
    return go({ ...state, stage: 'over', stop: null }, 'attention', t('{quantity} came back', { quantity }))
  return go({ ...state, stage: 'place', stop: null }, 'right', t('{quantity} came back', { quantity }))
}
