/**
 * Put back: what was picked and is not to leave any more goes back on a shelf. Place, goods and bin are each proven by a scan.
 * A lot on hold, or expired, goes where nobody picks from.
 */

import type { ItemRow, LocationRow, LotRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import type { PutBack } from '../../replica/put-backs.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'

export interface PutBackLine extends PutBack {
  item: ItemRow
  lotRow: LotRow | undefined
  /** "Lot L1 is on hold."; undefined where it may be picked again. */
  unfit: string | undefined
  /** Of the order that was given up; undefined where this device does not know it any more. */
  orderName: string | undefined
  /** Where it should go; null where no bin is free. */
  bin: string | null
  /** That bin is closed to pickers. */
  binBlocked: boolean
}

export interface PutBackState {
  stage: 'place' | 'goods' | 'lot' | 'bin' | 'quantity' | 'other-bin'
  lines: PutBackLine[]
  place: string | null
  /** Lots of the scanned item, where its label did not say which. */
  choices: PutBackLine[]
  chosen: PutBackLine | null
  quantity: number
  otherBin: string | null
  stop: Stop | null
}

export type PutBackAction =
  | { type: 'lines'; lines: PutBackLine[] }
  | { type: 'choose'; line: PutBackLine }
  | { type: 'change-quantity' }
  | { type: 'quantity'; quantity: number }
  | { type: 'quantity-done' }
  | { type: 'accept-bin' }
  | { type: 'back' }

export const startPutBack = (lines: PutBackLine[]): PutBackState => ({
  stage: 'place',
  lines,
  place: null,
  choices: [],
  chosen: null,
  quantity: 0,
  otherBin: null,
  stop: null,
})

/** What is asked back at the place in hand. */
export const linesHere = ({ lines, place }: PutBackState): PutBackLine[] =>
  lines.filter(({ location }) => location === place)

export const putBackMachine: Machine<PutBackState, PutBackAction> = {
  scan(state, named) {
    if (named.kind === 'location') return scanPlace(state, named.location)
    if (named.kind === 'item') return scanGoods(state, named)
    return misfit(state, named)
  },
  act(state, action) {
    switch (action.type) {
      case 'lines':
        return stay(refresh(state, action.lines))
      case 'choose':
        return state.stage === 'lot' ? choose(state, action.line) : stay(state)
      case 'change-quantity':
        return state.stage === 'bin' ? go({ ...state, stage: 'quantity', stop: null }, 'quiet') : stay(state)
      case 'quantity':
        return stay({ ...state, quantity: action.quantity })
      case 'quantity-done':
        return state.stage === 'quantity'
          ? (impossible(state) ?? go({ ...state, stage: 'bin', stop: null }, 'quiet'))
          : stay(state)
      case 'accept-bin':
        return state.stage === 'other-bin' && state.otherBin !== null ? record(state, state.otherBin) : stay(state)
      case 'back':
        return go(back(state), 'quiet')
    }
  },
  say({ stage, lines, place, chosen, otherBin }) {
    switch (stage) {
      case 'place':
        return lines[0]
          ? t('Go to {location} and scan it', { location: lines[0].location })
          : t('Nothing is to be put back')
      case 'goods':
        return t('Scan what is to leave {place}', { place })
      case 'lot':
        return t('Which lot is it?')
      case 'bin':
        return chosen?.bin == null ? t('Scan the bin you put it in') : t('Scan bin {bin}', { bin: chosen.bin })
      case 'quantity':
        return t('How many go into this bin?')
      case 'other-bin':
        return t('Put it in {otherBin} instead?', { otherBin })
    }
  },
}

const misfit = (state: PutBackState, named: Named): Step<PutBackState> =>
  stop(state, { scanned: wordsOf(named), expected: sentence(putBackMachine.say(state)) })

function scanPlace(state: PutBackState, location: LocationRow): Step<PutBackState> {
  if (state.chosen !== null) return scanBin(state, state.chosen, location)
  const { code } = location
  if (!state.lines.some((line) => line.location === code))
    return stop(state, { scanned: t('That is {code}.', { code }), expected: t('Nothing there is asked back.') })
  return go({ ...startPutBack(state.lines), stage: 'goods', place: code }, 'right', code)
}

function scanGoods(state: PutBackState, named: NamedItem): Step<PutBackState> {
  if (state.place === null) return misfit(state, named)
  if (state.chosen !== null)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Put {name} back first, or go back.', { name: state.chosen.item.name }),
    })
  const lines = linesHere(state).filter(
    (line) =>
      line.sku === named.item.sku && (named.lot === undefined || !named.item.lotTracked || line.lot === named.lot),
  )
  const [only] = lines
  if (!only) return stop(state, { scanned: wordsOf(named), expected: t('It is not asked back. Leave it where it is.') })
  if (new Set(lines.map(({ lot }) => lot)).size > 1)
    return go(
      { ...state, stage: 'lot', choices: lines, stop: null },
      'attention',
      t('{lines} lots', { lines: lines.length }),
    )
  return choose(state, only)
}

const choose = (state: PutBackState, line: PutBackLine): Step<PutBackState> =>
  go(
    { ...state, stage: 'bin', chosen: line, quantity: line.remaining, choices: [], otherBin: null, stop: null },
    'right',
    line.lot === '' ? line.item.name : t('Lot {lot}', { lot: line.lot }),
  )

function scanBin(state: PutBackState, chosen: PutBackLine, location: LocationRow): Step<PutBackState> {
  const { code } = location
  if (state.stage === 'quantity')
    return stop(state, { scanned: t('That is {code}.', { code }), expected: t('Type how many first.') })
  if (code === chosen.location)
    return stop(state, {
      scanned: t('{code} is where it stands.', { code }),
      expected: sentence(putBackMachine.say(state)),
    })
  if (location.kind === 'unit' || location.kind === 'staging')
    return stop(state, { scanned: t('That is {code}.', { code }), expected: t('It is to go on a shelf. Scan a bin.') })
  if (location.blocked && chosen.unfit === undefined)
    return stop(state, { scanned: t('{code} is blocked.', { code }), expected: t('Put it in another bin.') })
  // What must not leave may go to any place that pickers do not go to.
  const meant = code === chosen.bin || code === state.otherBin || chosen.bin === null
  if (meant || (chosen.unfit !== undefined && location.blocked)) return record(state, code)
  return go({ ...state, stage: 'other-bin', otherBin: code, stop: null }, 'attention', code)
}

function impossible(state: PutBackState): Step<PutBackState> | undefined {
  const most = state.chosen?.remaining ?? 0
  if (state.quantity >= 1 && state.quantity <= most) return undefined
  return stop(state, {
    scanned: t('{quantity} is not possible.', { quantity: state.quantity }),
    expected: t('{most} are asked back.', { most }),
  })
}

function record(state: PutBackState, to: string): Step<PutBackState> {
  const { chosen, quantity } = state
  if (chosen === null) return stay(state)
  const refused = impossible(state)
  if (refused) return refused
  const lines = carried(state.lines, chosen, quantity)
  const here = lines.some(({ location }) => location === state.place)
  return {
    state: { ...startPutBack(lines), stage: here ? 'goods' : 'place', place: here ? state.place : null },
    tone: 'done',
    word: t('{quantity} in {to}', { quantity, to }),
    record: [
      {
        type: 'move',
        payload: {
          sku: chosen.sku,
          lot: chosen.lot === '' ? null : chosen.lot,
          quantity,
          from: chosen.location,
          to,
          status: 'available',
        },
      },
    ],
    undo: t('{quantity} × {name} to {to}', { quantity, name: chosen.item.name, to }),
  }
}

/** The list as this move left it, so that the next scan is judged by it at once. */
const carried = (lines: readonly PutBackLine[], chosen: PutBackLine, quantity: number): PutBackLine[] =>
  lines
    .map((line) => (line.id === chosen.id ? { ...line, remaining: line.remaining - quantity } : line))
    .filter(({ remaining }) => remaining > 0)

/** What is in hand stays in hand, as it stands now; what is asked back no more is let go. */
function refresh(state: PutBackState, lines: PutBackLine[]): PutBackState {
  const next = { ...state, lines }
  const chosen = state.chosen && lines.find(({ id }) => id === state.chosen?.id)
  if (chosen) return { ...next, chosen, quantity: Math.min(state.quantity, chosen.remaining) }
  const here = linesHere(next).length > 0
  if (state.chosen === null && state.place !== null && here) return next
  return { ...startPutBack(lines), ...(here ? { stage: 'goods' as const, place: state.place } : {}) }
}

function back(state: PutBackState): PutBackState {
  if (state.stage === 'quantity' || state.stage === 'other-bin')
    return { ...state, stage: 'bin', otherBin: null, stop: null }
  if (state.stage === 'bin' || state.stage === 'lot')
    return { ...startPutBack(state.lines), stage: 'goods', place: state.place }
  return startPutBack(state.lines)
}
