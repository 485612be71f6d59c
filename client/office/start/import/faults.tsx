/** What is wrong with the rows of a file, each by its line. */
import { t } from '../../../language/t.ts'
import { DownloadMenu } from '../../ui/download-menu.tsx'
import { Note } from '../../ui/note.tsx'
import pasted from '../../ui/pasted-rows.module.css'
import { ROWS_SHOWN } from '../../ui/pasted-rows.tsx'
import { faultsFile } from './faults-file.ts'
import type { RowFault } from './send-rows.ts'

export function Faults({ faults }: { faults: readonly RowFault[] }) {
  if (faults.length === 0) return null
  const lines = new Set(faults.map(({ line }) => line)).size
  return (
    <Note tone="bad">
      {t('{count} rows have a fault.', { count: lines })}
      <ul className={pasted.faults}>
        {faults.slice(0, ROWS_SHOWN).map(({ line, says }) => (
          <li key={`${line} ${says}`}>{t('Line {line}: {says}', { line: String(line), says })}</li>
        ))}
      </ul>
      {faults.length > ROWS_SHOWN && (
        <>
          {t('And {faults} more.', { faults: faults.length - ROWS_SHOWN })} <DownloadMenu file={faultsFile(faults)} />
        </>
      )}
    </Note>
  )
}
