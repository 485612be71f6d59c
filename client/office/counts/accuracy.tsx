/** How right the ledger was, as counts found it: in all, over time, and by zone, class or person. */

import { Download } from 'lucide-react'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { csv } from '../csv.ts'
import { saveCsv } from '../save-file.ts'
import { type Address, useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import field from '../ui/field.module.css'
import { Failure, Note } from '../ui/note.tsx'
import { Nothing, Screen, Scroll, Tools } from '../ui/screen.tsx'
import table from '../ui/table.module.css'
import { useToday, useWarehouse } from '../warehouse.ts'
import { figure, moneyText } from '../words.ts'
import styles from './accuracy.module.css'
import {
  type AccuracyPeriod,
  accuracyTable,
  GROUPS,
  groupName,
  groupText,
  inOrder,
  readAccuracyView,
} from './accuracy-view.ts'
import type { AccuracyRow } from './contract.ts'
import { percent, signedMoney } from './count-words.ts'
import { useAccuracy } from './queries.ts'
import { CountTabs } from './tabs.tsx'
import { TrendChart } from './trend-chart.tsx'
import { Weeks } from './weeks.tsx'

export function AccuracyView() {
  const { params, change } = useAddress()
  const today = useToday()
  const view = readAccuracyView(params, today)
  const period = { from: view.from, to: view.to }
  const backward = view.from > view.to
  const currency = useWarehouse().data?.currency ?? 'USD'
  const groups = useAccuracy(period, view.by, !backward)
  const days = useAccuracy(period, 'day', !backward)
  const all = useAccuracy(period, 'all', !backward)
  const rows = groups.data?.items ?? []
  const [total] = all.data?.items ?? []
  return (
    <Screen
      title={t('Counts')}
      say={t('How right the ledger was when it was counted. Each balance is judged once, by what was found last.')}
      actions={
        <Action icon={<Download aria-hidden />} off={rows.length === 0} onPress={() => save(rows, view, currency)}>
          {t('CSV')}
        </Action>
      }
      tools={
        <>
          <CountTabs />
          <Filters view={view} change={change} />
          {backward && <Note tone="warn">{t('The last day is before the first.')}</Note>}
          {!groups.data && <Failure of={groups.error} />}
        </>
      }
    >
      {groups.data && total === undefined && all.data ? (
        <Nothing>{t('Nothing was counted in this time.')}</Nothing>
      ) : (
        <Scroll>
          {total && <Total total={total} currency={currency} />}
          {days.data && days.data.items.length > 0 && <TrendChart rows={days.data.items} period={period} />}
          {rows.length > 0 && <GroupTable rows={rows} view={view} currency={currency} />}
          <Weeks />
        </Scroll>
      )}
    </Screen>
  )
}

function save(rows: readonly AccuracyRow[], { from, to, by }: AccuracyPeriod, currency: string): void {
  const { head, rows: cells } = accuracyTable(rows, by, currency)
  saveCsv(`accuracy-by-${by}-${from}-${to}.csv`, csv(head, cells))
}

function Filters({ view, change }: { view: AccuracyPeriod; change: Address['change'] }) {
  return (
    <Tools>
      <label className={field.filter}>
        {t('From')}
        <input type="date" value={view.from} onChange={(event) => change({ from: event.target.value })} />
      </label>
      <label className={field.filter}>
        {t('To')}
        <input type="date" value={view.to} onChange={(event) => change({ to: event.target.value })} />
      </label>
      <label className={field.filter}>
        {t('By')}
        <select aria-label={t('Grouped by')} value={view.by} onChange={(event) => change({ by: event.target.value })}>
          {GROUPS.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </Tools>
  )
}

function Total({ total, currency }: { total: AccuracyRow; currency: string }) {
  const tiles: [string, string, string][] = [
    [t('Bins right'), percent(total.binAccuracy), t('of {bins} counts', { bins: total.bins })],
    [t('Units right'), percent(total.units), t('in {lines} lines', { lines: total.lines })],
    [t('Worth off'), moneyText({ amount: total.valueOff, currency }), t('found and missing both counted up')],
    [t('Net'), signedMoney(total.valueNet, currency), t('found less missing')],
    [t('Overturned'), figure(total.overturned), t('counts that another one found wrong')],
  ]
  return (
    <dl className={styles.tiles}>
      {tiles.map(([label, value, note]) => (
        <div key={label} className={styles.tile}>
          <dt>{label}</dt>
          <dd>
            {value}
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function GroupTable({
  rows,
  view,
  currency,
}: {
  rows: readonly AccuracyRow[]
  view: AccuracyPeriod
  currency: string
}) {
  const label = GROUPS.find(({ id }) => id === view.by)?.label
  return (
    <div className={`${table.boxed} ${styles.table}`} ref={scrollFocus}>
      <table
        className={`${table.table} ${table.plain}`}
        aria-label={t('Accuracy by {group}', { group: groupName(view.by).toLowerCase() })}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.first}>
              {label}
            </th>
            {[t('Counts'), t('Bins right'), t('Units right'), t('Worth off'), t('Net'), t('Overturned')].map(
              (head, index) => (
                <th key={head} scope="col" className={`${table.number} ${index === 5 ? styles.last : ''}`}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, view.by).map((row) => (
            <tr key={row.group ?? ''}>
              <th scope="row" className={styles.first}>
                {groupText(view.by, row.group)}
              </th>
              <td className={table.number}>{figure(row.bins)}</td>
              <td className={table.number}>
                <b>{percent(row.binAccuracy)}</b>
              </td>
              <td className={table.number}>{percent(row.units)}</td>
              <td className={table.number}>{moneyText({ amount: row.valueOff, currency })}</td>
              <td className={table.number}>{signedMoney(row.valueNet, currency)}</td>
              <td className={`${table.number} ${styles.last}`}>{figure(row.overturned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
