import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { daysBefore } from '../days.ts'
import { LineChart } from '../ui/line-chart.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure, shortDate } from '../words.ts'
import type { ChannelTrend } from './contract.ts'
import styles from './today.module.css'

const DAYS = 14
const LEAST_TOP = 10

/** What each channel could sell of all items together, as each day began. */
export function Channels({ channels, day }: { channels: readonly ChannelTrend[]; day: string }) {
  const days = [...new Set(channels.flatMap((one) => one.days.map((of) => of.day)))].sort()
  return (
    <section className={styles.part} aria-labelledby="channels">
      <h2 id="channels" className={parts.heading}>
        {t('Available to promise by channel')}
      </h2>
      {days.length === 0 ? (
        <p className={parts.say}>{t('It is written down once a day. The first day appears within a minute or two.')}</p>
      ) : (
        <>
          <LineChart
            id="channels-trend"
            says={t('Units available to promise by channel, as each day began; the figures stand in the table below.')}
            from={daysBefore(day, DAYS - 1)}
            to={day}
            leastTop={LEAST_TOP}
            format={figure}
            series={channels.map(({ channel, name, days: own }) => ({
              id: channel,
              label: name,
              points: own.map((of) => ({ day: of.day, value: of.availableToPromise })),
            }))}
          />
          <details className={parts.more}>
            <summary>{t('The same figures as a table')}</summary>
            <ChannelTable channels={channels} days={[...days].reverse()} />
          </details>
        </>
      )}
    </section>
  )
}

function ChannelTable({ channels, days }: { channels: readonly ChannelTrend[]; days: readonly string[] }) {
  const unitsOn = (of: ChannelTrend, day: string) => of.days.find((one) => one.day === day)?.availableToPromise
  return (
    <div className={styles.wide} ref={scrollFocus}>
      <table className={table.small} aria-label={t('Available to promise by channel')}>
        <thead>
          <tr>
            <th scope="col">{t('As the day began')}</th>
            {channels.map(({ channel, name }) => (
              <th key={channel} scope="col" className={table.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day}>
              <th scope="row">{shortDate(day)}</th>
              {channels.map((one) => (
                <td key={one.channel} className={table.number}>
                  {unitsOn(one, day) === undefined ? '–' : figure(unitsOn(one, day) ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
