/** How it came about: who recorded what, when by both clocks, where, and what else happened to the same goods. */

import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import table from '../ui/table.module.css'
import { figure, momentText } from '../words.ts'
import type { BinCount, ExceptionDetail, Movement, Recorded } from './contract.ts'
import styles from './exceptions.module.css'

export function Evidence({ evidence: { transaction, movements, around, counts } }: Pick<ExceptionDetail, 'evidence'>) {
  return (
    <>
      {transaction && <RecordedTable recorded={transaction} />}
      <Movements caption={t('What it moved')} movements={movements} />
      <Counts counts={counts} />
      <Movements caption={t('The same goods, the newest first')} movements={around} />
    </>
  )
}

function RecordedTable({ recorded }: { recorded: Recorded }) {
  const { type, user, device, deviceTime, occurredAt, receivedAt, offline, payload, mended, state } = recorded
  const rows: [string, string | null][] = [
    [t('What'), `${spoken(type)}${state === 'applied' ? '' : `, ${state}`}`],
    [t('Who'), user?.name ?? t('not proven')],
    [t('Device'), device === '@office' ? t('a desk') : device],
    [t('Happened'), occurredAt && momentText(occurredAt)],
    [t('By its own clock'), deviceTime && deviceTime !== occurredAt ? momentText(deviceTime) : null],
    [t('Arrived'), `${momentText(receivedAt)}, ${offline ? t('recorded without a network') : t('recorded online')}`],
    [t('Put right'), mended && t('by {by}{note}', { by: mended.by, note: mended.note && `: ${mended.note}` })],
  ]
  return (
    <div>
      <table className={table.small}>
        <caption>{t('What was recorded')}</caption>
        <tbody>
          {rows.map(
            ([label, value]) =>
              value !== null && (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{value}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <details className={styles.more}>
        <summary>{t('As it was recorded')}</summary>
        <pre className={styles.payload} ref={scrollFocus}>
          {JSON.stringify(payload, null, 2)}
        </pre>
      </details>
    </div>
  )
}

/** Virtual places, such as @supplier, are said without their sign. */
const place = ({ location, status }: Movement['from']): string =>
  status === 'available' ? location.replace(/^@/, '') : `${location.replace(/^@/, '')} (${status})`

function Movements({ caption, movements }: { caption: string; movements: readonly Movement[] }) {
  if (movements.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{caption}</caption>
      <tbody>
        {movements.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {momentText(line.occurredAt)}
              <span className={styles.under}>{line.user?.name ?? line.device ?? spoken(line.reason)}</span>
            </th>
            <td>
              {place(line.from)} → {place(line.to)}
              <span className={styles.under}>
                {spoken(line.reason)}
                {line.lot !== null && t(' · lot {lot}', { lot: line.lot })}
              </span>
            </td>
            <td className={table.number}>{figure(line.quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Counts({ counts }: { counts: readonly BinCount[] }) {
  if (counts.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('Counts of this place')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('When')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col" className={table.number}>
            {t('Counted')}
          </th>
          <th scope="col" className={table.number}>
            {t('Ledger')}
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count) => (
          <tr key={`${count.id} ${count.lot} ${count.status}`}>
            <th scope="row">
              {momentText(count.occurredAt)}
              <span className={styles.under}>{count.by ?? count.device}</span>
            </th>
            <td>
              {count.undone ? t('Undone') : spoken(count.state)}
              {count.lot !== null && <span className={styles.under}>{t('lot {lot}', { lot: count.lot })}</span>}
            </td>
            <td className={table.number}>{figure(count.counted)}</td>
            <td className={table.number}>{figure(count.expected)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
