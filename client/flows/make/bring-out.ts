/** The lot that comes out: item, its new number, date, quantity and place. A number that went in does not come out again. */

import * as v from 'valibot'
import { lotNumber, MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import type { ItemRow, LocationRow } from '../../../shared/wire/pull.ts'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import type { NamedItem } from '../../replica/name.ts'
import { go, type Step, sentence, stay, stop, wordsOf } from '../flow.ts'
import { isWhole } from '../reference-document.ts'
import { isTraced, type Made, type MakeState, sayMake } from './state.ts'

export function scanProduct(state: MakeState, named: NamedItem): Step<MakeState> {
  const { product } = state
  if (product === null) return chooseProduct(state, named.item, named)
  if (named.item.sku !== product.item.sku)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Finish {name} first, or go back.', { name: product.item.name }),
    })
  if (state.stage === 'lot' && named.lot !== undefined)
    return giveLot(
      { ...state, product: { ...product, expiresOn: product.expiresOn ?? named.expiresOn ?? null } },
      named.lot,
    )
  if (state.stage === 'expiry' && named.expiresOn !== undefined) return giveExpiry(state, named.expiresOn)
  if (state.stage !== 'quantity') return stop(state, { scanned: wordsOf(named), expected: sentence(sayMake(state)) })
  if (named.lot !== undefined && named.lot !== product.lot)
    return stop(state, { scanned: wordsOf(named), expected: t('This is lot {lot}.', { lot: product.lot }) })
  const quantity = (product.quantity ?? 0) + named.quantity
  return go({ ...state, product: { ...product, quantity }, stop: null }, 'right', String(quantity))
}

export function chooseProduct(state: MakeState, item: ItemRow, label?: NamedItem): Step<MakeState> {
  if (state.stage !== 'product') return stay(state)
  const product: Made = {
    item,
    lot: item.lotTracked ? null : '',
    expiresOn: label?.expiresOn ?? null,
    producedOn: label?.producedOn ?? state.today,
    quantity: label?.quantity ?? null,
    location: null,
  }
  const next = { ...state, product, pack: label?.quantity ?? 1, stop: null }
  if (item.lotTracked && label?.lot !== undefined) return giveLot({ ...next, stage: 'lot' }, label.lot)
  return go(ask(next, product), 'right', item.name)
}

/** What is still unknown of it decides what is asked next. */
function ask(state: MakeState, product: Made): MakeState {
  const next = { ...state, product, stop: null }
  if (product.lot === null) return { ...next, stage: 'lot' }
  return { ...next, stage: product.item.rotation === 'fefo' && product.expiresOn === null ? 'expiry' : 'quantity' }
}

export function giveLot(state: MakeState, text: string): Step<MakeState> {
  const { product } = state
  if (state.stage !== 'lot' || product === null) return stay(state)
  const lot = v.safeParse(lotNumber, text.trim())
  if (!lot.success)
    return stop(state, {
      scanned: t('"{text}" is no lot number.', { text: text.slice(0, 30) }),
      expected: t('A lot has 1 to 20 letters, digits or signs.'),
    })
  if (state.consumed.some((one) => one.lot === lot.output))
    return stop(state, {
      scanned: t('Lot {output} went in.', { output: lot.output }),
      expected: t('What comes out is a new lot.'),
      todo: t('Scan or type another number, or take the proposed one.'),
    })
  return go(ask(state, { ...product, lot: lot.output }), 'right', t('Lot {output}', { output: lot.output }))
}

export function giveExpiry(state: MakeState, expiresOn: string | null): Step<MakeState> {
  const { product } = state
  if (state.stage !== 'expiry' || product === null) return stay(state)
  return go(
    { ...state, stage: 'quantity', product: { ...product, expiresOn }, stop: null },
    'right',
    expiresOn === null ? t('No date') : dayText(expiresOn),
  )
}

export function quantityDone(state: MakeState): Step<MakeState> {
  const quantity = state.product?.quantity ?? 0
  if (state.stage !== 'quantity') return stay(state)
  if (quantity < 1 || quantity > MAX_QUANTITY)
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity }),
      expected: t('Scan or type how many came out.'),
    })
  return go({ ...state, stage: 'place', stop: null }, 'right', String(quantity))
}

export function setDown(state: MakeState, { code, blocked }: LocationRow): Step<MakeState> {
  const { product } = state
  if (state.stage !== 'place' || product === null) return stay(state)
  if (blocked)
    return stop(state, { scanned: t('{code} is blocked.', { code }), expected: t('Set it down at another place.') })
  const next = { ...state, product: null, made: [...state.made, { ...product, location: code }], stop: null }
  const asks = isTraced(next) && !isWhole(state.document) && !state.withoutDocument
  return go({ ...next, stage: asks ? 'document' : 'check' }, asks ? 'attention' : 'right', code)
}
