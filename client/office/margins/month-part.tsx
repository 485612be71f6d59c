/** Of a month: that it is closed and what came later, or a way to close it once it is over. */

import { Lock } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Failure, Note } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { dayIn, useToday, useWarehouse } from '../warehouse.ts'
import { dateText, figure } from '../words.ts'
import { amountText, monthText } from './margin-words.ts'
import styles from './margins.module.css'
import { useMarginPeriod, useMarginPeriods, useMayReckon } from './queries.ts'
import { type ChangedFigure, changesSince, isOver } from './since-closing.ts'

export interface MonthPartProps {
  month: string
  currency: string
  /** Postings that could not be reckoned, of all times. */
  gaps: number
}

export function MonthPart({ month, currency, gaps }: MonthPartProps) {
  const today = useToday()
  const may = useMayReckon()
  const { data, error } = useMarginPeriods()
  if (!data) return <Failure of={error} />
  if (data.items.some((one) => one.month === month)) return <Closed month={month} currency={currency} />
  if (!isOver(month, today))
    return <p className={styles.say}>{t('This month is not over. It can be closed when it is.')}</p>
  if (!may)
    return <p className={styles.say}>{t('This month is not closed. A planner or an administrator closes it.')}</p>
  return <Close month={month} gaps={gaps} />
}

function Close({ month, gaps }: { month: string; gaps: number }) {
  const request = useRequest()
  const [asking, setAsking] = useState(false)
  const name = monthText(month)
  const close = async () => {
    if (await request.send('POST', `/margins/periods/${month}/close`, {})) setAsking(false)
  }
  return (
    <div>
      <Action
        icon={<Lock aria-hidden />}
        onPress={() => {
          request.forget()
          setAsking(true)
        }}
      >
        {t('Close {name}…', { name })}
      </Action>
      {asking && (
        <Confirm
          title={t('Close {name}?', { name })}
          verb={t('Close {name}', { name })}
          request={request}
          onConfirm={() => void close()}
          onClose={() => setAsking(false)}
        >
          <p className={styles.say}>
            {t(
              'Storage that is due is entered first. The figures of the whole month, of every item and channel, are kept as they are reported now. What is entered for the month later is shown beside them and does not change them.',
            )}
          </p>
          <p className={styles.say}>{t('A closed month cannot be opened again.')}</p>
          {gaps > 0 && (
            <Note tone="warn">
              {t(
                '{count} postings could not be reckoned, whenever that was. If some are of this month, they will stand beside its figures.',
                { count: gaps },
              )}
            </Note>
          )}
        </Confirm>
      )}
    </div>
  )
}

function Closed({ month, currency }: { month: string; currency: string }) {
  const { data, error } = useMarginPeriod(month)
  const timeZone = useWarehouse().data?.timeZone
  if (!data) return <Failure of={error} />
  const changes = changesSince(data.rows, data.since)
  const what =
    changes.length === 0
      ? t('Nothing has been entered for it since.')
      : t('What has been entered for it since stands beside what was reported.')
  return (
    <>
      <p className={styles.closed}>
        <Lock size={16} aria-hidden />
        <span>
          {t('Closed on {closedAt} by {by}. {what}', {
            closedAt: dateText(dayIn(data.closedAt, timeZone)),
            by: data.by,
            what,
          })}
        </span>
      </p>
      {changes.length > 0 && <Since month={month} changes={changes} currency={currency} />}
    </>
  )
}

function Since({ month, changes, currency }: { month: string; changes: readonly ChangedFigure[]; currency: string }) {
  return (
    <div className={styles.since}>
      <table className={table.small} aria-label={t('Entered since it was closed')}>
        <caption>{t('{month}, the whole month', { month: monthText(month) })}</caption>
        <thead>
          <tr>
            <th scope="col">{currency}</th>
            {[t('Reported'), t('Since'), t('Now')].map((head, column) => (
              <th key={head} scope="col" className={table.number} data-now={column === 2 || undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((one) => {
            const text = (value: number) => (one.kind === 'units' ? figure(value) : amountText(value, currency))
            return (
              <tr key={one.id} className={one.id === 'contribution' ? styles.whole : undefined}>
                <th scope="row">{one.label}</th>
                <td className={table.number}>{text(one.reported)}</td>
                <td className={table.number}>
                  {one.since > 0 && '+'}
                  {text(one.since)}
                </td>
                <td className={table.number} data-now>
                  {text(one.reported + one.since)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
