/** How long numbers took to reach a platform, day by day. */
import { t } from '../../language/t.ts'
import { daysBefore } from '../days.ts'
import { LineChart } from '../ui/line-chart.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { useToday } from '../warehouse.ts'
import { figure, shortDate } from '../words.ts'
import type { Connector, LagOfDay } from './contract.ts'
import { lengthText } from './platform-words.ts'
import { useLag } from './queries.ts'

/** As long as the server keeps confirmations. */
const DAYS = 30
/** A second: below it nobody notices. */
const LEAST_TOP_MS = 1_000

export function LagTab({ connector }: { connector: Connector }) {
  const { data, error } = useLag(connector.id)
  const today = useToday()
  if (!data) return <Failure of={error} />
  return (
    <>
      <p className={parts.prose}>
        {t(
          'From a change of stock until the platform has confirmed its number, over the last {days} days. Half of the numbers took no longer than the first line, 99 of 100 no longer than the second.',
          { days: DAYS },
        )}
      </p>
      {data.items.length === 0 ? (
        <p className={parts.prose}>{t('No number was confirmed in this time.')}</p>
      ) : (
        <>
          <LineChart
            id="lag"
            says={t('Lag by day: half of the numbers, and 99 of 100; the figures stand in the table below.')}
            from={daysBefore(today, DAYS - 1)}
            to={today}
            leastTop={LEAST_TOP_MS}
            format={lengthText}
            series={[
              { id: 'p50', label: t('Half within'), points: pointsOf(data.items, 'p50') },
              { id: 'p99', label: t('99 of 100 within'), points: pointsOf(data.items, 'p99') },
            ]}
          />
          <Days rows={data.items} />
        </>
      )}
    </>
  )
}

const pointsOf = (rows: readonly LagOfDay[], of: 'p50' | 'p99') => rows.map((row) => ({ day: row.day, value: row[of] }))

function Days({ rows }: { rows: readonly LagOfDay[] }) {
  return (
    <table className={table.small} aria-label={t('Lag by day')}>
      <thead>
        <tr>
          <th scope="col">{t('Day')}</th>
          {[t('Confirmed'), t('Half within'), t('99 of 100 within')].map((head) => (
            <th key={head} scope="col" className={table.number}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...rows].reverse().map(({ day, of, p50, p99 }) => (
          <tr key={day}>
            <th scope="row">{shortDate(day)}</th>
            <td className={table.number}>{figure(of)}</td>
            <td className={table.number}>{lengthText(p50)}</td>
            <td className={table.number}>{lengthText(p99)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
