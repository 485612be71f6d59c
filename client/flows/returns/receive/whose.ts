/** Whose goods these are: by a number that was scanned, by the goods themselves, or by what the worker says. */

import type { ChannelRow } from '../../../../shared/wire/pull.ts'
import { t } from '../../../language/t.ts'
import type { Named } from '../../../replica/name.ts'
import { go, type Step, stay, wordsOf } from '../../flow.ts'
import { askNext } from './ask-next.ts'
import type { FoundOrder, LookUp } from './look-up.ts'
import {
  channelOf,
  nobodyKnows,
  returnsOfGoods,
  returnsOfText,
  type Source,
  sourceOfOrder,
  sourceOfReturn,
} from './source.ts'
import { misfit, type ReturnState } from './state.ts'

/** A number of any kind: what names nothing in this warehouse may be on the customer's paper. */
export function scanNumber(state: ReturnState, named: Named): Step<ReturnState> {
  const number = numberOf(named)
  if (number === null) return misfit(state, wordsOf(named))
  return look(state, number)
}

const NUMBERS = ['unit', 'order', 'location', 'item', 'unknown']

function numberOf(named: Named): LookUp | null {
  const number = { by: 'text', orderId: null, channel: null, isOrder: named.scan.kind === 'order' } as const
  if (named.kind === 'order') {
    const { id, externalId, channel } = named.order
    return { ...number, text: externalId, orderId: id, channel, isOrder: true }
  }
  if (named.kind === 'text') return { ...number, text: named.text }
  if (named.kind !== 'problem' || !NUMBERS.includes(named.scan.kind) || named.scan.code === '') return null
  return { ...number, text: named.scan.code }
}

/** One that is announced is known at once; for another the server is asked. */
export function look(state: ReturnState, asked: LookUp): Step<ReturnState> {
  const [only, ...others] = asked.by === 'text' ? returnsOfText(state.known.returns, asked.text) : []
  if (only && others.length === 0) return take(state, sourceOfReturn(only, state.known.channels))
  const word = asked.by === 'text' ? asked.text : (state.goods?.item.name ?? '')
  return go({ ...state, stage: 'looking', asked, stop: null }, 'right', word)
}

/** `orders` empty: not known, or there was nobody to ask. */
export function found(state: ReturnState, asked: LookUp, orders: readonly FoundOrder[]): Step<ReturnState> {
  if (state.stage !== 'looking' || state.asked !== asked) return stay(state)
  const { returns, channels } = state.known
  const sources = orders.map((order) => sourceOfOrder(order, returns, channels))
  const seen = new Set(sources.map(({ returnId }) => returnId))
  const announced =
    asked.by === 'goods' ? returnsOfGoods(returns, asked.sku, asked.lot) : returnsOfText(returns, asked.text)
  const choices = [
    ...announced.filter(({ id }) => !seen.has(id)).map((one) => sourceOfReturn(one, channels)),
    ...sources,
  ]
  const [only] = choices
  // The same goods went to many: whose they are, the worker says, even where one alone is known.
  if (only && choices.length === 1 && asked.by === 'text') return take(state, only)
  if (only)
    return go({ ...state, stage: 'which', choices }, 'attention', t('{choices} found', { choices: choices.length }))
  return unfound(state, asked)
}

function unfound(state: ReturnState, asked: LookUp): Step<ReturnState> {
  if (asked.by === 'goods') return take(state, nobodyKnows())
  const { text, orderId, channel, isOrder } = asked
  if (!isOrder) return go({ ...state, stage: 'number' }, 'attention', text)
  const from = channel === null ? null : channelOf(state.known.channels, channel)
  return take(state, nobodyKnows({ orderId, order: text, channel: from }))
}

/** What the worker says of a number that nobody here knows. */
export function giveNumber(state: ReturnState, meaning: 'order' | 'reference' | 'nothing'): Step<ReturnState> {
  if (state.stage !== 'number' || state.asked?.by !== 'text') return stay(state)
  const text = state.asked.text.slice(0, 200)
  return take(state, nobodyKnows(meaning === 'nothing' ? {} : { [meaning]: text }))
}

/** Goes on without any of those that were offered. */
export function noneOfThem(state: ReturnState): Step<ReturnState> {
  if (state.stage !== 'which' || state.asked === null) return stay(state)
  return unfound({ ...state, choices: [] }, state.asked)
}

export function take(state: ReturnState, source: Source): Step<ReturnState> {
  const next = { ...state, source, asked: null, choices: [], came: [], stop: null }
  if (source.channel === null) return askChannel(next, source)
  return goOn(next, source.order ?? source.reference ?? source.channel.name)
}

function askChannel(state: ReturnState, source: Source): Step<ReturnState> {
  const { channels } = state.known
  const [only] = channels
  if (only && channels.length === 1) return goOn({ ...state, source: { ...source, channel: only } }, only.name)
  return go({ ...state, stage: 'channel' }, 'right', source.order ?? source.reference ?? state.goods?.item.name ?? '')
}

export function giveChannel(state: ReturnState, channel: ChannelRow): Step<ReturnState> {
  if (state.stage !== 'channel' || state.source === null) return stay(state)
  return goOn({ ...state, source: { ...state.source, channel } }, channel.name)
}

/** The goods may have been scanned before anybody knew whose they are. */
const goOn = (state: ReturnState, word: string): Step<ReturnState> =>
  state.goods === null ? go({ ...state, stage: 'goods', stop: null }, 'right', word) : askNext(state, state.goods, word)
