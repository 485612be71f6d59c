import { t } from '../../language/t.ts'
import chart from '../ui/chart.module.css'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure, shortDate } from '../words.ts'
import { barsOf } from './bars.ts'
import type { ShippedDay } from './contract.ts'
import styles from './today.module.css'

const WIDTH = 400
const HEIGHT = 120

/** Orders that left, by day; the last day is not over. */
export function Shipped({ days }: { days: readonly ShippedDay[] }) {
  const { bars, most } = barsOf(days, WIDTH, HEIGHT)
  const last = days.at(-1)
  return (
    <section className={styles.part} aria-labelledby="shipped">
      <h2 id="shipped" className={parts.heading}>
        {t('Orders shipped per day')}
      </h2>
      <div className={chart.figure}>
        <svg viewBox={`0 -4 ${WIDTH} ${HEIGHT + 4}`} className={chart.chart} role="img" aria-labelledby="shipped-says">
          <title id="shipped-says">{t('Orders shipped per day; the figures stand in the table below.')}</title>
          <line className={chart.grid} x1="0" x2={WIDTH} y1="0" y2="0" />
          {bars.map(({ day, orders, ...box }) => (
            <rect key={day} className={styles.day} data-today={day === last?.day || undefined} {...box}>
              <title>{t('{day}: {orders}', { day: shortDate(day), orders })}</title>
            </rect>
          ))}
        </svg>
        <p className={chart.scale} aria-hidden>
          <span>{figure(most)}</span>
          <span>{figure(0)}</span>
        </p>
        <p className={chart.ends} aria-hidden>
          <span>{days[0] && shortDate(days[0].day)}</span>
          <span>{t('today: {orders}', { orders: last?.orders ?? 0 })}</span>
        </p>
      </div>
      <details className={parts.more}>
        <summary>{t('The same figures as a table')}</summary>
        <table className={table.small} aria-label={t('Orders shipped per day')}>
          <thead>
            <tr>
              <th scope="col">{t('Day')}</th>
              <th scope="col" className={table.number}>
                {t('Orders')}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map(({ day, orders }) => (
              <tr key={day}>
                <th scope="row">{shortDate(day)}</th>
                <td className={table.number}>{figure(orders)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
