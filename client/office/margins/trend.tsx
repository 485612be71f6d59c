/** How revenue and contribution went, month by month, over the year that ends where the page ends. */

import { netRevenueOf } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import chart from '../ui/chart.module.css'
import { Failure, Note } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { MarginRow } from './contract.ts'
import { amountText, monthText, rateText } from './margin-words.ts'
import { useMarginMonths } from './queries.ts'
import styles from './trend.module.css'
import { monthsUntil, trendShape } from './trend-shape.ts'

const WIDTH = 480
const HEIGHT = 140

export interface TrendProps {
  of: { sku?: string | undefined; channel?: string | undefined }
  /** The last day. */
  to: string
  currency: string
}

export function Trend({ of, to, currency }: TrendProps) {
  const months = monthsUntil(to)
  const { data, error } = useMarginMonths({ from: `${months[0]}-01`, to, ...of })
  if (!data) return <Failure of={error} />
  const rows = months.flatMap((month) => data.rows.find((row) => row.month === month) ?? [])
  if (rows.length === 0) return <Note>{t('Nothing was entered in these twelve months.')}</Note>
  return (
    <>
      <Chart rows={rows} months={months} />
      <table className={table.small}>
        <caption>{t('By month, in {currency}', { currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Month')}</th>
            <th scope="col" className={table.number}>
              {t('Units')}
            </th>
            <th scope="col" className={table.number}>
              {t('Revenue')}
            </th>
            <th scope="col" className={table.number}>
              {t('Contribution')}
            </th>
            <th scope="col" className={table.number}>
              {t('Rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.month}>
              <th scope="row">{monthText(row.month ?? '')}</th>
              <td className={table.number}>{figure(row.units)}</td>
              <td className={table.number}>{amountText(netRevenueOf(row), currency)}</td>
              <td className={table.number}>{amountText(row.contribution, currency)}</td>
              <td className={table.number}>{rateText(row.contributionRate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Chart({ rows, months }: { rows: readonly MarginRow[]; months: readonly string[] }) {
  const { bars, zero } = trendShape(rows, months, WIDTH, HEIGHT)
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`} className={chart.chart} role="img" aria-labelledby="margin-trend">
        <title id="margin-trend">{t('Revenue and contribution by month; the figures stand in the table below.')}</title>
        {bars.map(({ month, x, width, revenue, contribution }) => (
          <g key={month}>
            <rect className={styles.revenue} x={x} width={width} {...revenue} />
            <rect
              className={styles.contribution}
              data-loss={contribution.isLoss || undefined}
              x={x}
              width={width}
              y={contribution.y}
              height={contribution.height}
            />
          </g>
        ))}
        <line className={styles.zero} x1="0" x2={WIDTH} y1={zero} y2={zero} />
      </svg>
      <figcaption className={chart.ends}>
        <span>{monthText(months[0] ?? '')}</span>
        <span className={styles.legend}>
          <i data-kind="revenue" /> {t('Revenue')} <i data-kind="contribution" /> {t('Contribution')}
        </span>
        <span>{monthText(months.at(-1) ?? '')}</span>
      </figcaption>
    </figure>
  )
}
