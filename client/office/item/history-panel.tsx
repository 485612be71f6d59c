/** How an item stood over the last days, channel by channel: as lines, as a table, and as a file. */

import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import type { HistoryDay, Inventory } from '../contract.ts'
import { daysBefore } from '../days.ts'
import { useHistory } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Select } from '../ui/field.tsx'
import { LineChart } from '../ui/line-chart.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { useToday } from '../warehouse.ts'
import { dateText, figure, shortDate } from '../words.ts'
import styles from './history.module.css'
import { historyFile } from './history-file.ts'
import {
  FIGURES,
  type HistoryFigure,
  historySeries,
  PERIODS,
  type Period,
  shownChannels,
  unitsOf,
} from './history-view.ts'

const USUAL_PERIOD: Period = 90

export function HistoryPanel({ item }: { item: Inventory }) {
  const { params, change } = useAddress()
  const period = PERIODS.find((days) => String(days) === params.get('days')) ?? USUAL_PERIOD
  const shown = FIGURES.find(({ id }) => id === params.get('figure'))?.id ?? FIGURES[0].id
  const { data, error } = useHistory(item.sku, period)
  const days = data?.items ?? []
  const channels = shownChannels(days, item)
  return (
    <>
      <div className={styles.choices}>
        <Select
          label={t('Figure')}
          value={shown}
          onChange={(figure) => change({ figure })}
          options={FIGURES.map(({ id, label }) => ({ value: id, label }))}
        />
        <Select
          label={t('Time')}
          value={String(period)}
          onChange={(days) => change({ days })}
          options={PERIODS.map((days) => ({ value: String(days), label: t('{count} days', { count: days }) }))}
        />
        <DownloadMenu file={historyFile(item.sku, days, channels)} off={days.length === 0} />
      </div>
      <Failure of={error} />
      {data && days.length === 0 && (
        <p className={parts.say}>{t('It is written down once a day. The first day appears within a minute or two.')}</p>
      )}
      {days.length > 0 && <History days={days} channels={channels} shown={shown} period={period} />}
    </>
  )
}

interface HistoryProps {
  days: readonly HistoryDay[]
  channels: ReturnType<typeof shownChannels>
  shown: HistoryFigure
  period: Period
}

const LEAST_TOP = 10

function History({ days, channels, shown, period }: HistoryProps) {
  const label = FIGURES.find(({ id }) => id === shown)?.label ?? ''
  const today = useToday()
  // A year has each day of the calendar twice, or nearly.
  const dayText = period > 300 ? dateText : shortDate
  return (
    <>
      <LineChart
        id="history"
        says={t('On hand, and {figure} by channel, over the last days; the figures stand in the table below.', {
          figure: label.toLowerCase(),
        })}
        // A few days are not drawn at the edge of a year.
        from={days.length < period / 3 ? (days[0]?.day ?? today) : daysBefore(today, period - 1)}
        to={today}
        leastTop={LEAST_TOP}
        format={figure}
        dayText={dayText}
        series={historySeries(days, channels, shown)}
      />
      <p className={parts.say}>{t('As each day began. Days on which nobody looked are not shown.')}</p>
      <div className={styles.table} ref={scrollFocus}>
        <table className={table.small}>
          <caption>{t('{figure}, by day', { figure: label })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Day')}</th>
              <th scope="col" className={table.number}>
                {t('On hand')}
              </th>
              {channels.map(({ channel, name }) => (
                <th key={channel} scope="col" className={table.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map((one) => (
              <tr key={one.day}>
                <th scope="row">{dayText(one.day)}</th>
                <td className={table.number}>{figure(one.onHand)}</td>
                {channels.map(({ channel }) => (
                  <td key={channel} className={table.number}>
                    {figure(unitsOf(one, channel, shown))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
