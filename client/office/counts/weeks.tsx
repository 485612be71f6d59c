/** How right the ledger was over half a year: a line, and the same figures beside it. */

import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { LineChart } from '../ui/line-chart.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { dateText, figure } from '../words.ts'
import styles from './accuracy.module.css'
import type { WeekRight } from './contract.ts'
import { percent } from './count-words.ts'
import { useAccuracyWeeks } from './queries.ts'
import { counted, drawnWeeks, groundOf, shareOf, WEEKS, weekPoints } from './week-points.ts'

/** Of the last weeks, whatever period is looked at above. */
export function Weeks() {
  const { data, error } = useAccuracyWeeks(WEEKS)
  if (!data) return <Failure of={error} />
  const rows = counted(data.items)
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="weeks">
      <h2 id="weeks" className={parts.heading}>
        {t('Bins right by week')}
      </h2>
      <div className={styles.weeks}>
        <Chart weeks={data.items} />
        <Table rows={rows} />
      </div>
    </section>
  )
}

function Chart({ weeks }: { weeks: readonly WeekRight[] }) {
  const points = weekPoints(weeks)
  const drawn = drawnWeeks(weeks)
  return (
    <LineChart
      id="weeks-chart"
      says={t('Share of counts in which nothing was off, by week; the figures stand in the table beside it.')}
      size="wide"
      from={drawn[0]?.week ?? ''}
      to={drawn.at(-1)?.week ?? ''}
      leastTop={1}
      top={1}
      ground={groundOf(points)}
      format={percent}
      dayText={(week) => t('Week of {date}', { date: dateText(week) })}
      series={[{ id: 'bins', label: t('Bins right'), points }]}
    />
  )
}

function Table({ rows }: { rows: readonly WeekRight[] }) {
  return (
    <div className={styles.weekTable} ref={scrollFocus}>
      <table className={table.small} aria-label={t('Bins right by week')}>
        <thead>
          <tr>
            <th scope="col">{t('Week of')}</th>
            <th scope="col" className={table.number}>
              {t('Counts')}
            </th>
            <th scope="col" className={table.number}>
              {t('Bins right')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows].reverse().map((row) => (
            <tr key={row.week}>
              <th scope="row">{dateText(row.week)}</th>
              <td className={table.number}>{figure(row.bins)}</td>
              <td className={table.number}>{percent(shareOf(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
