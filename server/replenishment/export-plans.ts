/** What to order as a file: one row for each item, or for each item and channel. */
import { digitsOf } from '../../shared/rules/money.ts'
import { CSV, type Exported, XLSX } from '../costing/export-margins.ts'
import { writeCsv } from '../csv/write-csv.ts'
import { openWorkbook, type Value } from '../xlsx/workbook.ts'
import type { ItemPlan } from './plan.ts'

const round = (units: number): number => Math.round(units * 100) / 100

const ITEM_COLUMNS: [string, (plan: ItemPlan) => Value][] = [
  ['SKU', (plan) => plan.sku],
  ['name', (plan) => plan.name],
  ['class', (plan) => plan.class],
  ['supplier', (plan) => plan.supplier],
  ['order', (plan) => plan.suggestion],
  ['need', (plan) => plan.order.need],
  ['order by', (plan) => plan.order.by],
  ['expected on', (plan) => plan.order.expectedOn],
  ['demand a day', (plan) => round(plan.demand)],
  ['variability a day', (plan) => round(plan.variability)],
  ['on hand', (plan) => plan.onHand],
  ['sellable', (plan) => plan.sellable],
  ['on order', (plan) => plan.onOrder],
  ['owed', (plan) => plan.owed],
  ['position', (plan) => plan.position],
  ['safety stock', (plan) => plan.safetyStock],
  ['reorder point', (plan) => plan.reorderPoint],
  ['days of cover', (plan) => (plan.daysOfCover === null ? null : round(plan.daysOfCover))],
  ['lead time days', (plan) => round(plan.leadTime.days)],
  ['overstock', (plan) => plan.overstock.units],
  ['expiring', (plan) => plan.expiring.units],
  ['how sure', (plan) => plan.sure.level],
  ['why', (plan) => [...plan.order.reasons, plan.order.withheld ?? ''].filter(Boolean).join(' ')],
]

type ChannelPlan = ItemPlan['channels'][number]

const CHANNEL_COLUMNS: [string, (channel: ChannelPlan, plan: ItemPlan) => Value][] = [
  ['SKU', (_, plan) => plan.sku],
  ['channel', ({ channel }) => channel],
  ['demand a day', ({ demand }) => round(demand)],
  ['variability a day', ({ variability }) => round(variability)],
  ['pattern', ({ pattern }) => pattern],
  ['forecast', ({ method }) => method],
  ['service', ({ target }) => `${target.kind} ${round(target.level * 100)} %`],
  ['safety stock alone', ({ alone }) => alone],
  ['safety stock', ({ safetyStock }) => safetyStock],
  ['reorder point', ({ reorderPoint }) => reorderPoint],
  ['suggestion', ({ suggestion }) => suggestion],
  ['days of cover', ({ daysOfCover }) => (daysOfCover === null ? null : round(daysOfCover))],
  ['how sure', ({ sure }) => sure.level],
]

/** CSV has the items; a workbook has the channels on a sheet of their own. */
export async function exportPlans(
  plans: readonly ItemPlan[],
  today: string,
  format: 'csv' | 'xlsx',
): Promise<Exported> {
  const currency = plans[0]?.currency ?? 'USD'
  const columns: typeof ITEM_COLUMNS = [
    ...ITEM_COLUMNS,
    [`a day without (${currency})`, (plan) => plan.without.perDay / 10 ** digitsOf(currency)],
  ]
  const rows = plans.map((plan) => columns.map(([, valued]) => valued(plan)))
  const headings = columns.map(([heading]) => heading)
  const name = `replenishment-${today}.${format}`
  if (format === 'csv') return { name, type: CSV, content: writeCsv([headings, ...rows]) }
  const book = openWorkbook()
  const items = book.sheet('To order', headings.map(widthOf))
  for (const row of rows) items.add(row)
  items.end()
  const channels = book.sheet(
    'By channel',
    CHANNEL_COLUMNS.map(([heading]) => widthOf(heading)),
  )
  for (const plan of plans)
    for (const channel of plan.channels) channels.add(CHANNEL_COLUMNS.map(([, valued]) => valued(channel, plan)))
  channels.end()
  return { name, type: XLSX, content: await book.finish() }
}

const widthOf = (heading: string) => ({ heading, width: Math.max(12, heading.length + 2) })
