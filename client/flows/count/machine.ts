/**
 * Count: a bin, and all that is in it, as it is found. It is blind: nothing here knows what should be there, so that whoever
 * counts writes down what they see. Nothing is recorded before the whole bin is told, for it is one fact.
 */

import { answersCount } from '../../../shared/rules/counting.ts'
import type { Status } from '../../../shared/transactions/status.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { DueCount } from '../../replica/counts.ts'
import { go, type Machine, type Step, stay, wordsOf } from '../flow.ts'
import { changeLine, chooseStatus, openLine, quantityDone, remove } from './correct.ts'
import { chooseItem, giveLot, scanGoods, widen } from './goods.ts'
import { beginAt, beginNext, beginUnasked, scanPlace, unitNext } from './places.ts'
import { type CountStage, type CountState, counting, type KnownItem, misfit, sayCount, startCount } from './state.ts'
import { countTransaction } from './transactions.ts'

export { type CountState, startCount } from './state.ts'

export type CountAction =
  | { type: 'due'; due: DueCount[] }
  | { type: 'known'; known: KnownItem }
  | { type: 'begin' }
  | { type: 'no-label' }
  | { type: 'item'; item: ItemRow }
  /** Null: it cannot be read. */
  | { type: 'lot'; lot: string | null }
  /** The next label without a lot is of another one. */
  | { type: 'another-lot' }
  | { type: 'line'; key: string }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'quantity-done' }
  | { type: 'change' }
  | { type: 'status'; status: Status }
  | { type: 'remove' }
  | { type: 'widen' }
  | { type: 'unit-next' }
  | { type: 'nothing' }
  /** It is recorded. */
  | { type: 'all' }
  /** Nothing is there, as was said. */
  | { type: 'record' }
  | { type: 'throw-away' }
  | { type: 'back' }

export const countMachine: Machine<CountState, CountAction> = {
  scan(state, named) {
    if (named.kind === 'location') return scanPlace(state, named.location)
    if (named.kind === 'item') return scanGoods(state, named)
    if (named.kind === 'text' && state.stage === 'lot') return giveLot(state, named.lot ?? named.text)
    return misfit(state, wordsOf(named))
  },
  act(state, action) {
    switch (action.type) {
      case 'due':
        return giveDue(state, action.due)
      case 'known':
        return stay({ ...state, known: action.known })
      case 'begin':
        return beginUnasked(state)
      case 'no-label':
        return from(state, 'goods', 'item', t('No barcode'))
      case 'item':
        return chooseItem(state, action.item)
      case 'lot':
        return giveLot(state, action.lot)
      case 'another-lot':
        return state.hot === null
          ? stay(state)
          : go({ ...state, hot: { ...state.hot, said: false }, stop: null }, 'quiet')
      case 'line':
        return openLine(state, action.key)
      case 'quantity':
        return state.stage === 'line' || state.stage === 'part'
          ? stay({ ...state, quantity: action.quantity })
          : stay(state)
      case 'quantity-done':
        return quantityDone(state)
      case 'change':
        return changeLine(state)
      case 'status':
        return chooseStatus(state, action.status)
      case 'remove':
        return remove(state)
      case 'widen':
        return widen(state)
      case 'unit-next':
        return unitNext(state)
      case 'nothing':
        return nothing(state)
      case 'all':
        return state.stage === 'goods' && state.lines.length > 0 ? record(state) : stay(state)
      case 'record':
        return state.stage === 'empty' ? record(state) : stay(state)
      case 'throw-away':
        return state.stage === 'leave' ? go(startCount(state.due), 'quiet') : stay(state)
      case 'back':
        return back(state)
    }
  },
  say: sayCount,
}

/** A bin that nobody asked for may have been asked for by now. */
function giveDue(state: CountState, due: DueCount[]): Step<CountState> {
  const again = state.stage === 'unasked' && state.place ? beginAt(startCount(due), state.place) : null
  return again && again.state.stage !== 'unasked' ? again : stay({ ...state, due })
}

/** A tap that belongs to one stage; a late one says nothing. `word`: the one of the last scan would say something else. */
const from = (state: CountState, stage: CountStage, to: CountStage, word: string): Step<CountState> =>
  state.stage === stage ? go({ ...state, stage: to, stop: null }, 'right', word) : stay(state)

/** At once where the place is done with then. Where more of it is counted next, a second quick tap would say that of the next, too. */
function nothing(state: CountState): Step<CountState> {
  if (state.stage !== 'goods' || state.lines.length > 0) return stay(state)
  const isLast = (state.whole || state.task === null) && state.next.length === 0
  return isLast ? record(state) : from(state, 'goods', 'empty', t('Nothing counted'))
}

function record(state: CountState): Step<CountState> {
  const { place } = state
  if (place === null) return stay(state)
  return {
    state: beginNext({ ...state, due: stillDue(state) }),
    tone: 'done',
    word: t('{code} is counted', { code: place.code }),
    record: [countTransaction(state, place.code)],
    undo: t('count of {code}', { code: place.code }),
  }
}

/** What this count leaves to be counted, so that the next scan is judged by it at once. */
function stillDue({ due, place, task, whole }: CountState): DueCount[] {
  const looked = { scope: whole || task === null ? ('location' as const) : task.scope, ...subjectOf(task) }
  return due.filter(
    (one) =>
      one.id !== task?.id &&
      (one.location !== place?.code || one.byAnother || !answersCount(looked, { ...one, ...subjectOf(one) })),
  )
}

const subjectOf = (count: DueCount | null) => ({ sku: count?.item?.sku ?? '', lot: count?.lot ?? '' })

function back(state: CountState): Step<CountState> {
  switch (state.stage) {
    case 'bin':
    case 'unasked':
      return go(startCount(state.due), 'quiet')
    case 'goods':
      return state.lines.length > 0
        ? from(state, 'goods', 'leave', t('Not recorded'))
        : go(startCount(state.due), 'quiet')
    default:
      return go(counting(state), 'quiet')
  }
}
