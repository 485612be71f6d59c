/** The figures of the pictures, for whoever cannot see them or wants them exactly. */
import { t } from '../../language/t.ts'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { dateText, figure } from '../words.ts'
import { aheadWeeks, pastWeeks } from './chart-weeks.ts'
import type { ItemDetail } from './contract.ts'

export function ChartTable({ detail, channel }: { detail: ItemDetail; channel: string | null }) {
  const [past, ahead] = [pastWeeks(detail, channel), aheadWeeks(detail, channel)]
  return (
    <details className={parts.more}>
      <summary>{t('The figures as a table')}</summary>
      <table className={table.small}>
        <caption>{t('Weeks ahead')}</caption>
        <Heads names={[t('Expected'), '10 %', '90 %', t('Stock then')]} />
        <tbody>
          {ahead.map(({ from, expected, low, high, stock, events }) => (
            <tr key={from}>
              <Week from={from} marks={events} />
              {[expected, low, high, stock].map((value, nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their place
                <td key={nth} className={table.number}>
                  {value === null ? '–' : figure(Math.round(value))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <table className={table.small}>
        <caption>{t('Weeks behind, the last one first')}</caption>
        <Heads names={[t('Asked for'), t('Days out of stock'), t('Stock then')]} />
        <tbody>
          {past.toReversed().map(({ from, units, outDays, stock, events }) => (
            <tr key={from}>
              <Week from={from} marks={events} />
              <td className={table.number}>{figure(units)}</td>
              <td className={table.number}>{outDays === 0 ? '–' : figure(outDays)}</td>
              <td className={table.number}>{stock === null ? '–' : figure(stock)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Receipts receipts={detail.chart.receipts} />
    </details>
  )
}

const Heads = ({ names }: { names: readonly string[] }) => (
  <thead>
    <tr>
      <th scope="col">{t('Week from')}</th>
      {names.map((name) => (
        <th key={name} scope="col" className={table.number}>
          {name}
        </th>
      ))}
    </tr>
  </thead>
)

const Week = ({ from, marks }: { from: string; marks: readonly string[] }) => (
  <th scope="row">
    {dateText(from)}
    {marks.length > 0 && <span className={parts.under}>{marks.join(', ')}</span>}
  </th>
)

function Receipts({ receipts }: { receipts: ItemDetail['chart']['receipts'] }) {
  if (receipts.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('Planned receipts')}</caption>
      <tbody>
        {receipts.map(({ date, units, reference }) => (
          <tr key={`${date} ${reference}`}>
            <th scope="row">{reference}</th>
            <td>{dateText(date)}</td>
            <td className={table.number}>{figure(units)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
