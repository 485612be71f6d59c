import { Link } from 'wouter'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Severity } from '../exceptions/severity.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { StatusExceptions } from './contract.ts'
import { forText, msSince } from './status-words.ts'

export interface WaitingProps {
  parked: number
  exceptions: readonly StatusExceptions[]
  now: string
}

const ORDER = ['severe', 'high', 'medium', 'low']

/** What waits for a person, by kind. */
export function Waiting({ parked, exceptions, now }: WaitingProps) {
  const rows = [...exceptions].sort(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.oldestAt.localeCompare(b.oldestAt),
  )
  return (
    <section aria-label={t('Waits for somebody')}>
      <table className={table.small}>
        <caption>{t('Waits for somebody')}</caption>
        <tbody>
          <tr>
            <th scope="row">
              <Link href="/office/exceptions?view=refused">{t('Refused, to mend or dismiss')}</Link>
            </th>
            <td />
            <td className={table.number}>{figure(parked)}</td>
          </tr>
          {rows.map(({ type, severity, count, oldestAt }) => (
            <tr key={`${type} ${severity}`}>
              <th scope="row">
                <Link href={`/office/exceptions?type=${type}`}>{spoken(type)}</Link>
                <span className={parts.under}>{t('for {for}', { for: forText(msSince(oldestAt, now)) })}</span>
              </th>
              <td>
                <Severity of={severity} />
              </td>
              <td className={table.number}>{figure(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={parts.say}>{t('No exception is open.')}</p>}
    </section>
  )
}
