import { ROWS_SHOWN } from '../../ui/pasted-rows.tsx'
import table from '../../ui/table.module.css'
import { dateText, figure } from '../../words.ts'
import type { DemandRow } from './demand-rows.ts'

export function Preview({ rows }: { rows: readonly DemandRow[] }) {
  if (rows.length === 0) return null
  return (
    <table className={table.small}>
      <caption>What is read{rows.length > ROWS_SHOWN && `, the first ${ROWS_SHOWN} of ${figure(rows.length)}`}</caption>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Channel</th>
          <th scope="col">Day</th>
          <th scope="col" className={table.number}>
            Units
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
