import { t } from '../../../language/t.ts'
import { ROWS_SHOWN } from '../../ui/pasted-rows.tsx'
import table from '../../ui/table.module.css'
import { dateText, figure } from '../../words.ts'
import type { DemandRow } from './demand-rows.ts'

export function Preview({ rows }: { rows: readonly DemandRow[] }) {
  if (rows.length === 0) return null
  return (
    <table className={table.small}>
      <caption>
        {t('What is read')}
        {rows.length > ROWS_SHOWN && t(', the first {ROWS_SHOWN} of {rows}', { ROWS_SHOWN, rows: rows.length })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('Item')}</th>
          <th scope="col">{t('Channel')}</th>
          <th scope="col">{t('Day')}</th>
          <th scope="col" className={table.number}>
            {t('Units')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, ROWS_SHOWN).map(({ sku, channel, date, quantity }) => (
          <tr key={`${sku} ${channel} ${date}`}>
            <th scope="row">{sku}</th>
            <td>{channel}</td>
            <td>{dateText(date)}</td>
            <td className={table.number}>{figure(quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
