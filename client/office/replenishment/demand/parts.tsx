import type { ChangeEvent } from 'react'
import type { RowFault } from '../../platforms/many.ts'
import { Note } from '../../ui/note.tsx'
import table from '../../ui/table.module.css'
import { dateText, figure, plural } from '../../words.ts'
import styles from './demand.module.css'
import type { DemandRow } from './demand-rows.ts'

/** Beyond them nobody reads on. */
const SHOWN = 12

export function FileField({ onText }: { onText: (text: string) => void }) {
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (file) onText(await file.text())
  }
  return (
    <label className={styles.file}>
      Or take them from a file
      <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void read(event)} />
    </label>
  )
}

export function Faults({ faults }: { faults: readonly RowFault[] }) {
  if (faults.length === 0) return null
  return (
    <Note tone="bad">
      {plural(faults.length, 'row')} cannot be taken. Mend them first.
      <ul className={styles.faults}>
        {faults.slice(0, SHOWN).map(({ line, says }) => (
          <li key={`${line} ${says}`}>
            {line > 0 && `Line ${figure(line)}: `}
            {says}
          </li>
        ))}
      </ul>
      {faults.length > SHOWN && `And ${figure(faults.length - SHOWN)} more.`}
    </Note>
  )
}

export function Preview({ rows }: { rows: readonly DemandRow[] }) {
  if (rows.length === 0) return null
  return (
    <table className={table.small}>
      <caption>What is read{rows.length > SHOWN && `, the first ${SHOWN} of ${figure(rows.length)}`}</caption>
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
        {rows.slice(0, SHOWN).map(({ sku, channel, date, quantity }) => (
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
