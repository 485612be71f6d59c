/** Where packing stands, and how one carton follows another. */

import { t } from '../../language/t.ts'
import type { Named } from '../../replica/name.ts'
import type { StandingOrder } from '../../replica/standing.ts'
import { shortLabel } from '../carton-label.ts'
import { go, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'
import { leftToPack, type OpenUnit, type PackLine, unitContent } from './lines.ts'

export type PackStage = 'order' | 'unit' | 'fresh-label' | 'goods' | 'lot' | 'quantity' | 'check' | 'closed' | 'pallet'

export interface PackState {
  stage: PackStage
  /** The orders of which something stands ready. */
  orders: StandingOrder[]
  chosen: StandingOrder | null
  /** Only what stands at this place is offered: a tote or lane of several orders was scanned. */
  at: string | null
  unit: OpenUnit | null
  /** A label from elsewhere that is asked about, or a unit that has none. */
  asked: { sscc: string } | { unit: string } | null
  /** The line that was packed last. */
  hot: Pick<PackLine, 'item' | 'lot'> | null
  /** Lots of the scanned item, where its label did not say which, and the units that the label stands for. */
  choices: PackLine[]
  scanned: number
  /** Total in this unit of the hot line, while it is typed. */
  quantity: number | null
  today: string
  stop: Stop | null
}

export const startPack = (orders: StandingOrder[], today: string): PackState => ({
  stage: 'order',
  orders,
  chosen: null,
  at: null,
  unit: null,
  asked: null,
  hot: null,
  choices: [],
  scanned: 0,
  quantity: null,
  today,
  stop: null,
})

export const noUnit = { unit: null, asked: null, hot: null, choices: [], quantity: null, stop: null }

export const chooseOrder = (state: PackState, chosen: StandingOrder): PackState => ({
  ...startPack(state.orders, state.today),
  stage: 'unit',
  chosen,
})

/** A unit is open from here on. */
export const open = (state: PackState, unit: OpenUnit): Step<PackState> =>
  go({ ...state, ...noUnit, stage: 'goods', unit }, 'right', t('Carton {sscc}', { sscc: shortLabel(unit.sscc) }))

export function acceptLabel(state: PackState): Step<PackState> {
  const { stage, asked } = state
  if (stage !== 'fresh-label' || asked === null || 'unit' in asked) return stay(state)
  return open(state, { code: asked.sscc, sscc: asked.sscc })
}

export const closed = (state: PackState): PackState => ({ ...state, stage: 'closed', stop: null })

export function close(state: PackState): Step<PackState> {
  const { chosen, unit } = state
  if (state.stage !== 'goods' || chosen === null || unit === null) return stay(state)
  if (unitContent(chosen, unit.code) === 0)
    return stop(state, { scanned: t('Nothing is in this carton.'), expected: t('Scan what you put in, or go back.') })
  const left = leftToPack(chosen) + chosen.missing
  if (left > 0) return go({ ...state, stage: 'check', stop: null }, 'attention', t('{left} are not packed', { left }))
  return go(closed(state), 'done', t('{externalId} is packed', { externalId: chosen.order.externalId }))
}

export const misfit = (state: PackState, named: Named): Step<PackState> =>
  stop(state, { scanned: wordsOf(named), expected: sentence(sayPack(state)) })

export function sayPack({ stage, chosen, asked }: PackState): string {
  switch (stage) {
    case 'order':
      return t('Scan or choose the order')
    case 'unit':
      return t('Scan or open a carton')
    case 'fresh-label':
      return asked !== null && 'unit' in asked ? t('Give it a label?') : t('Begin a carton with it?')
    case 'goods':
      return chosen !== null && leftToPack(chosen) === 0
        ? t('All is packed. Close the carton')
        : t('Scan what you put in')
    case 'lot':
      return t('Which lot is it?')
    case 'quantity':
      return t('How many are in it?')
    case 'check':
      return t('Not all of it is packed')
    case 'closed':
      return t('Put the label on')
    case 'pallet':
      return t('Scan the pallet')
  }
}
