/** The items as a spreadsheet takes them: a row per item, money in whole units of its currency. */

import { digitsOf } from '../../../shared/rules/money.ts'
import { t } from '../../language/t.ts'
import type { ItemPlan } from './contract.ts'
import { forWhom } from './plan-words.ts'

const HEAD = [
  'sku',
  'name',
  'class',
  'supplier',
  'order',
  'unit',
  'by',
  t('expected on'),
  'for',
  'position',
  t('reorder point'),
  t('safety stock'),
  t('on hand'),
  t('on order'),
  'owed',
  t('days of cover'),
  t('a day without'),
  'currency',
  'overstock',
  'expiring',
  'sure',
  'withheld',
]

export function plansTable(plans: readonly ItemPlan[]) {
  return { head: HEAD, rows: plans.map(rowOf) }
}

function rowOf(plan: ItemPlan): (string | number | null)[] {
  const { order, currency } = plan
  const digits = digitsOf(currency)
  const cover = plan.daysOfCover === null ? null : Math.round(plan.daysOfCover * 10) / 10
  return [
    ...[plan.sku, plan.name, plan.class, plan.supplier, order.quantity, plan.unit, order.by, order.expectedOn],
    ...[forWhom(plan), plan.position, plan.reorderPoint, plan.safetyStock, plan.onHand, plan.onOrder, plan.owed, cover],
    ...[Number((plan.without.perDay / 10 ** digits).toFixed(digits)), currency],
    ...[plan.overstock.units, plan.expiring.units, plan.sure.level, order.withheld],
  ]
}
