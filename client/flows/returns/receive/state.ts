/** What comes back, and how far the telling of it is. */

import type { ReturnReason, ReturnSettings } from '../../../../shared/rules/return-settings.ts'
import type { ChannelRow, ItemRow } from '../../../../shared/wire/pull.ts'
import { t } from '../../../language/t.ts'
import type { ExpectedReturn } from '../../../replica/returns.ts'
import { type Step, type Stop, sentence, stop } from '../../flow.ts'
import type { LookUp } from './look-up.ts'
import { lineOf, type Source } from './source.ts'

export type ReturnStage =
  /** Whose goods are these? */
  | 'start'
  | 'looking'
  /** Several returns or orders may be meant. */
  | 'which'
  /** A number that nobody here knows: whose is it? */
  | 'number'
  | 'channel'
  | 'goods'
  | 'item'
  | 'lot'
  | 'reason'
  | 'quantity'
  | 'over'
  | 'place'

/** What the flow knows before anything is scanned. */
export interface Known {
  returns: ExpectedReturn[]
  channels: ChannelRow[]
  settings: ReturnSettings
  /** Locations for returns. */
  places: string[]
}

export interface Goods {
  item: ItemRow
  /** Undefined: not known yet. Null: the item has none, or it cannot be read. */
  lot: string | null | undefined
  lotFrom: 'label' | 'shipment' | null
  reason: ReturnReason | null
  quantity: number | null
  /** Units that its barcode stands for. */
  pack: number
}

/** Recorded here for the return in hand; the newest last. */
export interface Came {
  sku: string
  lot: string | null
  quantity: number
}

export interface ReturnState {
  stage: ReturnStage
  known: Known
  asked: LookUp | null
  choices: Source[]
  source: Source | null
  goods: Goods | null
  came: Came[]
  /** Where goods were put last. */
  place: string | null
  stop: Stop | null
}

export const startReturn = (known: Known, place: string | null): ReturnState => ({
  stage: 'start',
  known,
  asked: null,
  choices: [],
  source: null,
  goods: null,
  came: [],
  place,
  stop: null,
})

/** Where goods are put with one tap: the last place, or the only one there is. */
export function proposedPlace({ place, known }: ReturnState): string | null {
  if (place !== null) return place
  return known.places.length === 1 ? (known.places[0] ?? null) : null
}

/** What went out, or was announced, and what came back of it so far: of the goods in hand. */
export interface Balance {
  out: number
  back: number
  /** Whether it was shipped, or is only announced. */
  shipped: boolean
}

/** Null: nobody knows. */
export function balanceOf(state: ReturnState): Balance | null {
  const { source, goods } = state
  const line = source && goods ? lineOf(source, goods.item) : undefined
  if (!line || !goods) return null
  const here = state.came
    .filter((one) => one.sku === line.sku && (goods.lot == null || one.lot === goods.lot))
    .reduce((sum, { quantity }) => sum + quantity, 0)
  const lots = goods.lot == null ? line.lots : line.lots.filter(({ lot }) => lot === goods.lot)
  if (lots.length > 0)
    return {
      out: lots.reduce((sum, { shipped }) => sum + shipped, 0),
      back: lots.reduce((sum, { returned }) => sum + returned, here),
      shipped: true,
    }
  if (line.announced === null) return null
  return { out: line.announced.expected, back: line.announced.received + here, shipped: false }
}

/** "2 shipped, 1 came back" */
export function balanceWords(balance: Balance | null): string {
  if (balance === null) return ''
  const { out, back, shipped } = balance
  const went = shipped ? t('{out} shipped', { out }) : t('{out} announced', { out })
  return back > 0 ? `${went}, ${t('{back} came back', { back })}` : went
}

/** Units that were announced and have not come. */
export function stillAnnounced(state: ReturnState): number {
  const { source, goods, came } = state
  const announced = source && goods ? lineOf(source, goods.item)?.announced : null
  if (!announced || !goods) return 0
  const here = came.filter(({ sku }) => sku === goods.item.sku).reduce((sum, { quantity }) => sum + quantity, 0)
  return Math.max(0, announced.expected - announced.received - here)
}

/** What is odd about the goods in hand; nobody is stopped by it, for they are here. */
export function oddity({ source, goods }: ReturnState): string | null {
  if (source === null || goods === null || source.lines.length === 0) return null
  const line = lineOf(source, goods.item)
  if (!line) return t('{name} was not sent to this customer, as far as is known.', { name: goods.item.name })
  if (goods.lot == null || line.lots.length === 0) return null
  return line.lots.some(({ lot }) => lot === goods.lot)
    ? null
    : t('Lot {lot} was not sent to this customer, as far as is known.', { lot: goods.lot })
}

export function sayReturn(state: ReturnState): string {
  const { stage, asked, goods, source } = state
  switch (stage) {
    case 'start':
      return t('Scan order, slip or goods')
    case 'looking':
      return asked?.by === 'text' ? t('Looking up {text}', { text: asked.text }) : t('Looking up who it was sent to')
    case 'which':
      return goods === null ? t('Which one is it?') : t('Whose is it?')
    case 'number':
      return asked?.by === 'text' ? t('What is {text}?', { text: asked.text }) : t('What is this number?')
    case 'channel':
      return t('Where was it bought?')
    case 'goods':
      return state.came.length === 0 ? t('Scan what came back') : t('Scan what else came back')
    case 'item':
      return t('Which item is it?')
    case 'lot':
      return t('Scan its lot, or say it')
    case 'reason':
      return t('Why did it come back?')
    case 'quantity':
      return t('How many came back?')
    case 'over':
      return source?.lines.some(({ lots }) => lots.length > 0)
        ? t('More than was sent?')
        : t('More than was announced?')
    case 'place': {
      const place = proposedPlace(state)
      return place === null ? t('Scan where you put it') : t('Put it in {place}, or scan where', { place })
    }
  }
}

export const misfit = (state: ReturnState, scanned: string): Step<ReturnState> =>
  stop(state, { scanned, expected: sentence(sayReturn(state)) })
