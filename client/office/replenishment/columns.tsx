/** What the list says of an item; where it is about too much, something else than where it is about too little. */

import type { ReactNode } from 'react'
import { t } from '../../language/t.ts'
import { StateTag } from '../ui/state.tsx'
import { dateText, figure, shortDate } from '../words.ts'
import type { ItemPlan } from './contract.ts'
import { costText, coverText, forWhom, SURE_STATES, unitsText } from './plan-words.ts'
import { PositionBar } from './position-bar.tsx'
import styles from './replenishment.module.css'
import type { NeedView } from './views.ts'

export interface PlanColumn {
  id: string
  head: string
  title?: string
  isNumber?: boolean
  /** Left out the sooner, the higher, where there is less room: replenishment.module.css. */
  room?: 1 | 2 | 3 | 4
  cell: (plan: ItemPlan, today: string) => ReactNode
}

const ITEM_CLASS: PlanColumn = {
  id: 'class',
  head: t('Class'),
  title: t('By the worth of what leaves: A is most of it'),
  room: 4,
  cell: (plan) => plan.class ?? '–',
}

const ORDER: PlanColumn = {
  id: 'order',
  head: t('To order'),
  isNumber: true,
  cell: ({ order, unit }) =>
    order.quantity > 0 ? <b className={styles.order}>{unitsText(order.quantity, unit)}</b> : '–',
}

const BY: PlanColumn = {
  id: 'by',
  head: t('By'),
  room: 1,
  cell: ({ order: { by, quantity } }, today) => byText(by, quantity > 0, today),
}

const FOR: PlanColumn = {
  id: 'for',
  head: t('For'),
  title: t('For which channels, and how much of it'),
  room: 3,
  cell: (plan) => (
    <span className={styles.forWhom} title={forWhom(plan)}>
      {forWhom(plan) || '–'}
    </span>
  ),
}

const POSITION: PlanColumn = {
  id: 'position',
  head: t('Position, reorder point'),
  title: t('Sellable and on order less what is owed; at the reorder point an order is due'),
  room: 2,
  cell: ({ position, reorderPoint }) => <PositionBar position={position} reorderPoint={reorderPoint} />,
}

const COVER: PlanColumn = {
  id: 'cover',
  head: t('Days of cover'),
  isNumber: true,
  room: 2,
  cell: ({ daysOfCover }) => coverText(daysOfCover),
}

const WITHOUT: PlanColumn = {
  id: 'without',
  head: t('A day without'),
  title: t('What is lost on a day without stock: margin and penalties'),
  isNumber: true,
  room: 3,
  cell: ({ without, currency }) => (without.perDay > 0 ? costText(without.perDay, currency) : '–'),
}

const SURE: PlanColumn = {
  id: 'sure',
  head: t('How sure'),
  room: 4,
  cell: ({ sure }) => <StateTag kind={SURE_STATES[sure.level]} title={sure.reasons.join(' ')} />,
}

const TOO_MUCH: PlanColumn = {
  id: 'too-much',
  head: t('Too much'),
  isNumber: true,
  cell: ({ overstock, unit }) => <b>{unitsText(overstock.units, unit)}</b>,
}

const TOO_MUCH_VALUE: PlanColumn = {
  id: 'too-much-value',
  head: t('Worth'),
  isNumber: true,
  room: 1,
  cell: ({ overstock, currency }) => worthText(overstock.value, currency),
}

const ENOUGH_FOR: PlanColumn = {
  id: 'enough',
  head: t('Beyond'),
  isNumber: true,
  room: 3,
  cell: ({ overstock }) => t('{afterDays} days', { afterDays: overstock.afterDays }),
}

const EXPIRING: PlanColumn = {
  id: 'expiring',
  head: t('Will expire'),
  isNumber: true,
  cell: ({ expiring, unit }) => <b>{unitsText(expiring.units, unit)}</b>,
}

const EXPIRING_VALUE: PlanColumn = {
  id: 'expiring-value',
  head: t('Worth'),
  isNumber: true,
  room: 1,
  cell: ({ expiring, currency }) => worthText(expiring.value, currency),
}

const FIRST: PlanColumn = {
  id: 'first',
  head: t('The first on'),
  room: 2,
  cell: ({ expiring: { lots } }) => {
    const first = lots.map(({ expiresOn }) => expiresOn).sort()[0]
    return first === undefined ? '–' : dateText(first)
  },
}

const ON_HAND: PlanColumn = {
  id: 'on-hand',
  head: t('On hand'),
  isNumber: true,
  room: 3,
  cell: ({ onHand }) => figure(onHand),
}

const TOO_LITTLE: readonly PlanColumn[] = [ORDER, BY, FOR, POSITION, COVER, WITHOUT, ITEM_CLASS, SURE]

const COLUMNS: Record<NeedView, readonly PlanColumn[]> = {
  now: TOO_LITTLE,
  soon: TOO_LITTLE,
  all: TOO_LITTLE,
  overstock: [TOO_MUCH, TOO_MUCH_VALUE, ENOUGH_FOR, ON_HAND, COVER, ITEM_CLASS, SURE],
  expiring: [EXPIRING, EXPIRING_VALUE, FIRST, ON_HAND, COVER, ITEM_CLASS, SURE],
}

export const columnsOf = (need: NeedView): readonly PlanColumn[] => COLUMNS[need]

const worthText = (value: number | null, currency: string): string =>
  value === null ? t('not known') : costText(value, currency)

/** A day that has passed is said to be late: the colour of the tag beside it is not enough. */
function byText(by: string | null, isAsked: boolean, today: string): string {
  if (by === null) return '–'
  if (isAsked && by < today) return t('late, {date}', { date: shortDate(by) })
  return by === today ? t('today') : shortDate(by)
}
