import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { ReturnLine } from './contract.ts'
import { useReturnSettings } from './queries.ts'
import { reasonText } from './return-words.ts'

/** What was announced against what came, and which lots this customer was sent. */
export function LinesTable({ lines }: { lines: readonly ReturnLine[] }) {
  const settings = useReturnSettings().data
  if (lines.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('What was announced')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Item')}</th>
          <th scope="col" className={table.number}>
            {t('Expected')}
          </th>
          <th scope="col" className={table.number}>
            {t('Came')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ sku, name, reason, expected, received, lots }) => (
          <tr key={`${sku} ${reason}`}>
            <th scope="row">
              <Link href={`/office?item=${encodeURIComponent(sku)}`}>{name}</Link>
              <span className={parts.under}>{reasonText(settings, reason)}</span>
              {lots.length > 0 && (
                <span className={parts.under}>
                  {t('Shipped: {lots}', {
                    lots: lots
                      .map(({ lot, quantity }) => t('{quantity} of {lot}', { quantity, lot: lot ?? t('no lot') }))
                      .join(', '),
                  })}
                </span>
              )}
            </th>
            <td className={table.number}>{figure(expected)}</td>
            <td className={table.number}>{received === expected ? figure(received) : <b>{figure(received)}</b>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
