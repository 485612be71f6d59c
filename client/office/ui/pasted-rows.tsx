/** Rows of a spreadsheet, pasted or taken from a file: where they come from, and what is wrong with them. */

import type { ChangeEvent } from 'react'
import { t } from '../../language/t.ts'
import { Note } from './note.tsx'
import styles from './pasted-rows.module.css'

/** Beyond them nobody reads on. */
export const ROWS_SHOWN = 20

export interface RowFault {
  /** As an editor counts them; 0: of all. */
  line: number
  says: string
}

export function TextFileField({ onText }: { onText: (text: string) => void }) {
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (file) onText(await file.text())
  }
  return (
    <div className={styles.file}>
      <label>
        {t('Or take them from a file')}
        <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void read(event)} />
      </label>
    </div>
  )
}

export function RowFaults({ faults }: { faults: readonly RowFault[] }) {
  if (faults.length === 0) return null
  return (
    <Note tone="bad">
      {t('{count} rows cannot be read. Nothing is sent until all can.', { count: faults.length })}
      <ul className={styles.faults}>
        {faults.slice(0, ROWS_SHOWN).map(({ line, says }) => (
          <li key={`${line} ${says}`}>
            {line > 0 && t('Line {line}: ', { line })}
            {says}
          </li>
        ))}
      </ul>
      {faults.length > ROWS_SHOWN && t('And {faults} more.', { faults: faults.length - ROWS_SHOWN })}
    </Note>
  )
}
