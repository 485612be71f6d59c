/** Which of the goods that wait is looked at: by its label, by its place, by its order. */
import { t } from '../../../language/t.ts'
import type { Named, NamedItem } from '../../../replica/name.ts'
import type { WaitingGoods } from '../../../replica/returns.ts'
import { go, type Step, stop, wordsOf } from '../../flow.ts'
import { goodsName } from '../goods-name.ts'
import { type InspectState, inHand } from './state.ts'

export function scanToChoose(state: InspectState, named: Named): Step<InspectState> {
  const meant = meantBy(state.waiting, named)
  const [only] = meant
  if (!only)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Nothing of it waits to be inspected.'),
      todo: todoOf(named),
    })
  if (meant.length === 1) return choose(state, only)
  return go(
    { ...state, stage: 'which', choices: meant, stop: null },
    'attention',
    t('{meant} of them', { meant: meant.length }),
  )
}

const todoOf = (named: Named): string =>
  named.kind === 'item' ? t('Receive it first, under Returns.') : t('Scan the goods, their place or their order.')

function meantBy(waiting: readonly WaitingGoods[], named: Named): WaitingGoods[] {
  switch (named.kind) {
    case 'item':
      return ofItem(waiting, named)
    case 'location':
      return waiting.filter(({ location }) => location === named.location.code)
    case 'order':
      return waiting.filter(({ order }) => order === named.order.externalId)
    case 'badge':
      return []
    case 'text':
    case 'problem':
      return ofText(waiting, named.kind === 'text' ? named.text : named.scan.code)
  }
}

/** Goods that came in without their lot are met by any label of the item. */
function ofItem(waiting: readonly WaitingGoods[], { item, lot }: NamedItem): WaitingGoods[] {
  const same = waiting.filter((goods) => goods.item.sku === item.sku)
  if (lot === undefined || !item.lotTracked) return same
  const ofLot = same.filter((goods) => goods.lot === lot)
  return ofLot.length > 0 ? ofLot : same.filter((goods) => goods.lot === '')
}

const ofText = (waiting: readonly WaitingGoods[], text: string): WaitingGoods[] =>
  waiting.filter(({ order, reference, lot }) => text !== '' && [order, reference, lot].includes(text))

export const choose = (state: InspectState, goods: WaitingGoods): Step<InspectState> =>
  go(
    { ...state, stage: 'condition', choices: [], hand: inHand(goods), bins: null, badge: null, stop: null },
    'right',
    goodsName(goods),
  )
