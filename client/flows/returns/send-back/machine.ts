/** Send back: what an inspection set apart for its supplier leaves. Place, goods, quantity; a document where there is one. */

import type { LocationRow } from '../../../../shared/wire/pull.ts'
import { t } from '../../../language/t.ts'
import type { Named, NamedItem } from '../../../replica/name.ts'
import type { SetApart } from '../../../replica/returns.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../../flow.ts'
import { shortText } from '../../reference-document.ts'

export interface SendBackState {
  stage: 'place' | 'goods' | 'lot' | 'quantity' | 'document'
  lines: SetApart[]
  place: string | null
  /** Lots of the scanned item, where its label did not say which. */
  choices: SetApart[]
  chosen: SetApart | null
  quantity: number
  /** Number of the delivery note or the like; may stay empty. */
  document: string
  stop: Stop | null
}

export type SendBackAction =
  | { type: 'lines'; lines: SetApart[] }
  | { type: 'choose'; line: SetApart }
  | { type: 'quantity'; quantity: number }
  | { type: 'quantity-done' }
  | { type: 'document'; text: string }
  | { type: 'record' }
  | { type: 'back' }

export const startSendBack = (lines: SetApart[]): SendBackState => ({
  stage: 'place',
  lines,
  place: null,
  choices: [],
  chosen: null,
  quantity: 0,
  document: '',
  stop: null,
})

export const linesHere = ({ lines, place }: SendBackState): SetApart[] =>
  lines.filter(({ location }) => location === place)

export const sendBackMachine: Machine<SendBackState, SendBackAction> = {
  scan(state, named) {
    if (state.stage === 'document') return scanDocument(state, named)
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
      case 'quantity':
        return state.stage === 'quantity' ? stay({ ...state, quantity: action.quantity }) : stay(state)
      case 'quantity-done':
        return state.stage === 'quantity'
          ? (impossible(state) ??
              go(
                { ...state, stage: 'document', stop: null },
                'right',
                t('{quantity} leave', { quantity: state.quantity }),
              ))
          : stay(state)
      case 'document':
        return state.stage === 'document' ? stay({ ...state, document: action.text }) : stay(state)
      case 'record':
        return record(state)
      case 'back':
        return go(back(state), 'quiet')
    }
  },
  say({ stage, lines, place }) {
    switch (stage) {
      case 'place':
        return lines[0]
          ? t('Go to {location} and scan it', { location: lines[0].location })
          : t('Nothing is to be sent back')
      case 'goods':
        return t('Scan what leaves {place}', { place })
      case 'lot':
        return t('Which lot is it?')
      case 'quantity':
        return t('How many leave?')
      case 'document':
        return t('Scan its paper, if there is one')
    }
  },
}

const misfit = (state: SendBackState, named: Named): Step<SendBackState> =>
  stop(state, { scanned: wordsOf(named), expected: sentence(sendBackMachine.say(state)) })

function scanPlace(state: SendBackState, { code }: LocationRow): Step<SendBackState> {
  if (state.chosen !== null)
    return stop(state, {
      scanned: t('That is {code}.', { code }),
      expected: t('Say how many leave first, or go back.'),
    })
  if (!state.lines.some(({ location }) => location === code))
    return stop(state, { scanned: t('That is {code}.', { code }), expected: t('Nothing there is to be sent back.') })
  return go({ ...startSendBack(state.lines), stage: 'goods', place: code }, 'right', code)
}

function scanGoods(state: SendBackState, named: NamedItem): Step<SendBackState> {
  if (state.place === null || state.chosen !== null) return misfit(state, named)
  const lines = linesHere(state).filter(
    ({ sku, lot }) =>
      sku === named.item.sku && (named.lot === undefined || !named.item.lotTracked || lot === named.lot),
  )
  const [only] = lines
  if (!only)
    return stop(state, { scanned: wordsOf(named), expected: t('It is not to be sent back. Leave it where it is.') })
  if (new Set(lines.map(({ lot }) => lot)).size > 1)
    return go(
      { ...state, stage: 'lot', choices: lines, stop: null },
      'attention',
      t('{lines} lots', { lines: lines.length }),
    )
  return choose(state, only)
}

const choose = (state: SendBackState, line: SetApart): Step<SendBackState> =>
  go(
    { ...state, stage: 'quantity', chosen: line, quantity: line.remaining, choices: [], document: '', stop: null },
    'right',
    line.lot === '' ? line.item.name : t('Lot {lot}', { lot: line.lot }),
  )

/** Whatever is on the paper: its number may look like anything. */
function scanDocument(state: SendBackState, named: Named): Step<SendBackState> {
  if (named.kind === 'badge') return misfit(state, named)
  const document = shortText(named.scan.code)
  return document === '' ? misfit(state, named) : go({ ...state, document, stop: null }, 'right', document)
}

function impossible(state: SendBackState): Step<SendBackState> | undefined {
  const most = state.chosen?.remaining ?? 0
  if (state.quantity >= 1 && state.quantity <= most) return undefined
  return stop(state, {
    scanned: t('{quantity} is not possible.', { quantity: state.quantity }),
    expected: t('{most} are to be sent back.', { most }),
  })
}

function record(state: SendBackState): Step<SendBackState> {
  const { chosen, quantity, stage } = state
  if (stage !== 'document' || chosen === null) return stay(state)
  const document = shortText(state.document)
  const supplier = chosen.lotRow?.supplier ?? null
  const lines = state.lines
    .map((line) => (line.id === chosen.id ? { ...line, remaining: line.remaining - quantity } : line))
    .filter(({ remaining }) => remaining > 0)
  const here = lines.some(({ location }) => location === state.place)
  return {
    state: { ...startSendBack(lines), stage: here ? 'goods' : 'place', place: here ? state.place : null },
    tone: 'done',
    word: t('{quantity} sent back', { quantity }),
    record: [
      {
        type: 'returnToSupplier',
        payload: {
          sku: chosen.sku,
          lot: chosen.lot === '' ? null : chosen.lot,
          location: chosen.location,
          status: 'damaged',
          quantity,
          taskId: chosen.id,
          ...(supplier === null ? {} : { supplier }),
          ...(document === '' ? {} : { documentType: 'Delivery note', documentNumber: document }),
        },
      },
    ],
    undo: t('{quantity} × {name} sent back', { quantity, name: chosen.item.name }),
  }
}

/** What is in hand stays in hand, as it stands now; what is gone is let go. */
function refresh(state: SendBackState, lines: SetApart[]): SendBackState {
  const next = { ...state, lines }
  const chosen = state.chosen && lines.find(({ id }) => id === state.chosen?.id)
  if (chosen) return { ...next, chosen, quantity: Math.min(state.quantity, chosen.remaining) }
  const here = linesHere(next).length > 0
  if (state.chosen === null && state.place !== null && here) return next
  return { ...startSendBack(lines), ...(here ? { stage: 'goods' as const, place: state.place } : {}) }
}

function back(state: SendBackState): SendBackState {
  if (state.stage === 'document') return { ...state, stage: 'quantity', stop: null }
  if (state.stage === 'quantity' || state.stage === 'lot')
    return { ...startSendBack(state.lines), stage: 'goods', place: state.place }
  return startSendBack(state.lines)
}
