import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import type { TableFile } from '../export/table-file.ts'
import { readAll } from '../list/read-all.ts'
import type { ItemPlan } from './contract.ts'
import { forWhom } from './plan-words.ts'
import { needOf } from './queries.ts'
import { ofSupplier, type PlansView } from './views.ts'

export const plansFile = (api: Api, { need, text: search, supplier }: PlansView): TableFile<ItemPlan> => ({
  name: `replenishment-${need}`,
  sheet: t('To order'),
  rows: (onRows, signal) =>
    readAll<ItemPlan>(
      api,
      '/replenishment',
      { need: needOf(need), text: search },
      (rows) => onRows(ofSupplier(rows, supplier)),
      signal,
    ),
  columns: columnsOf(({ text, number, money, date }) => [
    text(t('SKU'), ({ sku }) => sku),
    text(t('Item'), ({ name }) => name),
    text(t('Class'), (plan) => plan.class),
    text(t('Supplier'), (plan) => plan.supplier),
    number(t('Order'), ({ order }) => order.quantity),
    text(t('Unit'), ({ unit }) => unit),
    date(t('Order by'), ({ order }) => order.by),
    date(t('Expected on'), ({ order }) => order.expectedOn),
    text(t('For'), (plan) => forWhom(plan)),
    number(t('Position'), ({ position }) => position),
    number(t('Reorder point'), ({ reorderPoint }) => reorderPoint),
    number(t('Safety stock'), ({ safetyStock }) => safetyStock),
    number(t('On hand'), ({ onHand }) => onHand),
    number(t('On order'), ({ onOrder }) => onOrder),
    number(t('Owed'), ({ owed }) => owed),
    number(t('Days of cover'), ({ daysOfCover }) => (daysOfCover === null ? null : Math.round(daysOfCover * 10) / 10)),
    money(t('A day without'), ({ without, currency }) => ({ amount: Math.round(without.perDay), currency })),
    number(t('Overstock'), ({ overstock }) => overstock.units),
    number(t('Expiring'), ({ expiring }) => expiring.units),
    text(t('How sure'), ({ sure }) => spoken(sure.level)),
    text(t('Why not'), ({ order }) => order.withheld),
  ]),
})
