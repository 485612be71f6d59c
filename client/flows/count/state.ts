/** What is being counted, and how far it is. Nothing of it says what should be there. */

import type { CountOrigin } from '../../../shared/rules/counting.ts'
import type { Status } from '../../../shared/transactions/status.ts'
import type { ItemRow, LocationRow, LotRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { DueCount } from '../../replica/counts.ts'
import { type Step, type Stop, sentence, stop } from '../flow.ts'
import { type CountLine, withoutNone } from './lines.ts'

export type CountStage =
  | 'bin'
  /** A bin that nobody asked for, or that is another handheld's. */
  | 'unasked'
  | 'goods'
  | 'item'
  | 'lot'
  /** A line that is corrected. */
  | 'line'
  | 'status'
  | 'part'
  /** Something that this count is not about. */
  | 'outside'
  | 'unit'
  /** Nothing of it is there, and more is counted here next. */
  | 'empty'
  | 'leave'

/** Scanned or chosen, and in no line yet. `units` null: they are typed. */
export interface Pending {
  item: ItemRow
  units: number | null
  /** Undefined: not known yet; null: the item has none, or it could not be read. */
  lot: string | null | undefined
  /** A person said the lot, the label did not. */
  said: boolean
}

export interface CountState {
  stage: CountStage
  due: DueCount[]
  place: LocationRow | null
  /** Null: nobody asked for it. */
  task: DueCount | null
  /** The whole place is counted, whatever was asked for. */
  whole: boolean
  lines: CountLine[]
  pending: Pending | null
  /** The line that was counted last, or is corrected. `said`: its next label without a lot is of the same one. */
  hot: { key: string; said: boolean } | null
  /** Of the item in hand: its lots and the packs that it comes in. */
  known: KnownItem | null
  /** Typed: the total of a line, or the part of it that is in another state. */
  quantity: number | null
  /** State that a part of the line is in. */
  status: Status | null
  /** A unit that stands in the place, while the worker is asked about it. */
  unit: LocationRow | null
  /** Units to be counted after this place. */
  next: LocationRow[]
  stop: Stop | null
}

export interface KnownItem {
  sku: string
  lots: LotRow[]
  packs: number[]
}

export const startCount = (due: DueCount[]): CountState => ({
  stage: 'bin',
  due,
  place: null,
  task: null,
  whole: true,
  lines: [],
  pending: null,
  hot: null,
  known: null,
  quantity: null,
  status: null,
  unit: null,
  next: [],
  stop: null,
})

/** Where the count in hand stands when nothing is asked about it. */
export const counting = (state: CountState): CountState => ({
  ...state,
  stage: 'goods',
  lines: withoutNone(state.lines),
  pending: null,
  quantity: null,
  status: null,
  unit: null,
  stop: null,
})

export const STATUS_WORDS: Record<Status, string> = {
  available: t('Good'),
  uninspected: t('Not inspected'),
  rework: t('For rework'),
  damaged: t('Damaged'),
}

export const ORIGIN_WORDS: Record<CountOrigin, string> = {
  plan: t('Planned'),
  hand: t('Asked for by the office'),
  'short-pick': t('A picker did not find all'),
  'negative-stock': t('More was taken than was known'),
  drift: t('A channel says otherwise'),
  disturbed: t('Moved while it was counted'),
  variance: t('To be counted by a second person'),
  floor: t('Counted on the floor'),
}

/** "Oat bars", "lot L1 of Oat bars", "all of it": what a count is about. */
export function subjectWords({ scope, item, lot }: Pick<DueCount, 'scope' | 'item' | 'lot'>): string {
  if (scope === 'location' || item === null) return t('the whole bin')
  if (scope === 'item') return item.name
  return lot === ''
    ? t('{name} without a lot', { name: item.name })
    : t('lot {lot} of {name}', { lot, name: item.name })
}

const codeOf = ({ place }: CountState): string => place?.code ?? ''

export function sayCount(state: CountState): string {
  const code = codeOf(state)
  switch (state.stage) {
    case 'bin':
      return t('Scan a bin to count')
    case 'unasked':
      return t('Count {code}?', { code })
    case 'goods':
      return sayGoods(state)
    case 'item':
      return t('Which item is it?')
    case 'lot':
      return t('Which lot is it?')
    case 'line':
      return t('How many are there?')
    case 'status':
      return t('What state is it in?')
    case 'part':
      return t('How many are {STATUS_WORDS}?', {
        STATUS_WORDS: STATUS_WORDS[state.status ?? 'available'].toLowerCase(),
      })
    case 'outside':
      return t('Count the whole bin instead?')
    case 'unit':
      return t('Count {code} next?', { code: state.unit?.code ?? '' })
    case 'empty':
      return state.whole ? t('Is {code} really empty?', { code }) : t('Is there really none in {code}?', { code })
    case 'leave':
      return t('Throw this count away?')
  }
}

function sayGoods(state: CountState): string {
  const { task, whole, lines } = state
  if (whole || task === null) {
    const place = codeOf(state)
    return lines.length === 0 ? t('Scan what is in {place}', { place }) : t('Scan what else is in {place}', { place })
  }
  return t('Scan {item} in {place}', { item: subjectWords(task), place: codeOf(state) })
}

export const misfit = (state: CountState, scanned: string): Step<CountState> =>
  stop(state, { scanned, expected: sentence(sayCount(state)) })

/** A choice is open: a scan must not answer it by chance. */
export const askedFirst = (state: CountState, scanned: string): Step<CountState> =>
  stop(state, { scanned, expected: t('{sentence} Or go back.', { sentence: sentence(sayCount(state)) }) })
