/** Put away: take what stands on a dock, carry it to a bin. Two scans; another bin than the suggested one is asked about. */

import { type ItemRow, type StockRow, stockKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'

export interface DockLine extends StockRow {
  item: ItemRow
  /** Where it should go; null where no bin is free. */
  bin: string | null
}

export interface PutAwayState {
  stage: 'goods' | 'lot' | 'bin' | 'quantity' | 'other-bin'
  waiting: DockLine[]
  /** Lots of the scanned item, where its label did not say which. */
  choices: DockLine[]
  chosen: DockLine | null
  quantity: number
  /** The bin that was scanned and is not the suggested one. */
  otherBin: string | null
  stop: Stop | null
}

export type PutAwayAction =
  | { type: 'waiting'; waiting: DockLine[] }
  | { type: 'choose'; line: DockLine }
  | { type: 'quantity'; quantity: number }
  | { type: 'change-quantity' }
  | { type: 'quantity-done' }
  | { type: 'accept-bin' }
  | { type: 'back' }

export const startPutAway = (waiting: DockLine[]): PutAwayState => ({
  stage: 'goods',
  waiting,
  choices: [],
  chosen: null,
  quantity: 0,
  otherBin: null,
  stop: null,
})

const clear = (state: PutAwayState): PutAwayState => ({ ...startPutAway(state.waiting) })

const choose = (state: PutAwayState, line: DockLine): PutAwayState => ({
  ...state,
  stage: 'bin',
  chosen: line,
  quantity: line.quantity,
  choices: [],
  otherBin: null,
  stop: null,
})

export const putAwayMachine: Machine<PutAwayState, PutAwayAction> = {
  scan(state, named) {
    if (named.kind === 'item') return scanGoods(state, named)
    if (named.kind === 'location') return scanPlace(state, named)
    return stop(state, { scanned: wordsOf(named), expected: sentence(putAwayMachine.say(state)) })
  },
  act(state, action) {
    switch (action.type) {
      case 'waiting':
        return stay({ ...state, waiting: action.waiting })
      case 'choose':
        return go(choose(state, action.line), 'right', action.line.item.name)
      case 'quantity':
        return stay({ ...state, quantity: action.quantity })
      case 'change-quantity':
        return state.chosen === null ? stay(state) : go({ ...state, stage: 'quantity', stop: null }, 'quiet')
      case 'quantity-done':
        return quantityDone(state)
      case 'accept-bin':
        return state.otherBin === null ? stay(state) : record(state, state.otherBin)
      case 'back':
        return go(
          state.stage === 'quantity' || state.stage === 'other-bin'
            ? { ...state, stage: 'bin', otherBin: null, stop: null }
            : clear(state),
          'quiet',
        )
    }
  },
  say({ stage, chosen, otherBin }) {
    switch (stage) {
      case 'goods':
        return t('Scan goods on the dock')
      case 'lot':
        return t('Which lot is it?')
      case 'bin':
        return chosen?.bin === null || chosen === null
          ? t('Scan the bin you put it in')
          : t('Scan bin {bin}', { bin: chosen.bin })
      case 'quantity':
        return t('How many go into this bin?')
      case 'other-bin':
        return t('Put it in {otherBin} instead?', { otherBin })
    }
  },
}

function scanGoods(state: PutAwayState, named: NamedItem): Step<PutAwayState> {
  if (state.stage === 'quantity' || state.stage === 'bin' || state.stage === 'other-bin') {
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Put {name} away first, or go back.', { name: state.chosen?.item.name ?? t('the goods') }),
    })
  }
  const lines = state.waiting.filter(
    (line) =>
      line.sku === named.item.sku && (named.lot === undefined || !named.item.lotTracked || line.lot === named.lot),
  )
  const [only] = lines
  if (!only)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('It is not on a dock. Receive it first, or look it up.'),
    })
  if (lines.length > 1)
    return go(
      { ...state, stage: 'lot', choices: lines, stop: null },
      'attention',
      t('{lines} lots', { lines: lines.length }),
    )
  return go(
    choose(state, only),
    'right',
    only.lot === '' ? only.item.name : t('{name} · lot {lot}', { name: only.item.name, lot: only.lot }),
  )
}

function scanPlace(state: PutAwayState, named: Extract<Named, { kind: 'location' }>): Step<PutAwayState> {
  const { location } = named
  if (state.chosen === null) return stop(state, { scanned: wordsOf(named), expected: t('Scan the goods first.') })
  if (location.code === state.chosen.location)
    return stop(state, {
      scanned: t('{code} is where it stands.', { code: location.code }),
      expected: sentence(putAwayMachine.say(state)),
    })
  if (location.blocked)
    return stop(state, {
      scanned: t('{code} is blocked.', { code: location.code }),
      expected: t('Put it in another bin.'),
    })
  if (state.chosen.bin !== null && location.code !== state.chosen.bin && location.code !== state.otherBin) {
    return go({ ...state, stage: 'other-bin', otherBin: location.code, stop: null }, 'attention', location.code)
  }
  return record(state, location.code)
}

function quantityDone(state: PutAwayState): Step<PutAwayState> {
  if (state.stage !== 'quantity') return stay(state)
  return impossible(state) ?? go({ ...state, stage: 'bin', stop: null }, 'quiet')
}

/** Nothing, or more than stands there, cannot be carried. */
function impossible(state: PutAwayState): Step<PutAwayState> | undefined {
  const most = state.chosen?.quantity ?? 0
  if (state.quantity >= 1 && state.quantity <= most) return undefined
  return stop(state, {
    scanned: t('{quantity} is not possible.', { quantity: state.quantity }),
    expected: t('There are {most} on the dock.', { most }),
  })
}

function record(state: PutAwayState, to: string): Step<PutAwayState> {
  const { chosen, quantity } = state
  if (chosen === null) return stay(state)
  const refused = impossible(state)
  if (refused) return refused
  return {
    state: startPutAway(carried(state.waiting, chosen, quantity)),
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
          status: chosen.status,
        },
      },
    ],
    undo: t('{quantity} × {name} to {to}', { quantity, name: chosen.item.name, to }),
  }
}

/** The dock as this move left it, so that the next scan is judged by it at once. */
const carried = (waiting: readonly DockLine[], chosen: DockLine, quantity: number): DockLine[] =>
  waiting
    .map((line) =>
      stockKey(line) === stockKey(chosen) ? { ...line, quantity: Math.max(0, line.quantity - quantity) } : line,
    )
    .filter((line) => line.quantity > 0)
