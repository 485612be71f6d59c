/** What a transfer comes to, for the list: where it stands, and its figures in sum. */

import { CircleCheck, CircleSlash, ClipboardList, TriangleAlert, Truck } from 'lucide-react'
import { t } from '../../language/t.ts'
import type { StateKind } from '../ui/state.tsx'
import type { Transfer } from './contract.ts'

export interface Sums {
  asked: number
  sent: number
  received: number
  underWay: number
}

export const sumsOf = ({ asked, goods }: Pick<Transfer, 'asked' | 'goods'>): Sums => ({
  asked: sum(asked, ({ quantity }) => quantity),
  sent: sum(goods, ({ sent }) => sent),
  received: sum(goods, ({ received }) => received),
  underWay: sum(goods, ({ underWay }) => underWay),
})

const sum = <One>(all: readonly One[], units: (one: One) => number): number =>
  all.reduce((total, one) => total + units(one), 0)

const STATES = {
  asked: { word: t('Asked for'), icon: ClipboardList, tone: 'plain' },
  cancelled: { word: t('Cancelled'), icon: CircleSlash, tone: 'plain' },
  underWay: { word: t('In transit'), icon: Truck, tone: 'plain' },
  overdue: { word: t('Overdue'), icon: TriangleAlert, tone: 'bad' },
  surplus: { word: t('Too many came'), icon: TriangleAlert, tone: 'bad' },
  received: { word: t('Received'), icon: CircleCheck, tone: 'ok' },
} as const satisfies Record<string, StateKind>

/** `today`: the warehouse's local date. */
export function stateOf(transfer: Transfer, today: string): StateKind {
  const { goods, state, expectedOn } = transfer
  if (goods.some(({ underWay }) => underWay < 0)) return STATES.surplus
  if (goods.some(({ underWay }) => underWay > 0))
    return expectedOn !== null && expectedOn < today ? STATES.overdue : STATES.underWay
  if (state === 'open') return STATES.asked
  return goods.some(({ sent }) => sent > 0) ? STATES.received : STATES.cancelled
}

export const endsOf = ({ from, to }: Pick<Transfer, 'from' | 'to'>): string =>
  `${from ?? t('not known')} → ${to ?? t('not known')}`
