import { t } from '../../language/t.ts'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { momentText } from '../words.ts'
import type { HoldEntry } from './contract.ts'
import { sourceText } from './hold-source.ts'

/** Every hold that this lot had, those that stand first. */
export function Holds({ holds }: { holds: readonly HoldEntry[] }) {
  if (holds.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('Holds')}</caption>
      <tbody>
        {holds.map((hold) => (
          <tr key={`${hold.source} ${hold.placedAt}`}>
            <th scope="row">
              {hold.reason}
              <span className={parts.under}>
                {[
                  sourceText(hold.source),
                  t('placed by {by}, {placedAt}', { by: hold.by, placedAt: momentText(hold.placedAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {hold.liftedAt !== null && (
                <span className={parts.under}>
                  {t('lifted by {liftedBy}, {liftedAt}', {
                    liftedBy: hold.liftedBy,
                    liftedAt: momentText(hold.liftedAt),
                  })}
                  {hold.liftReason && `: ${hold.liftReason}`}
                </span>
              )}
            </th>
            <td className={table.number}>{hold.liftedAt === null ? <b>{t('stands')}</b> : t('lifted')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
