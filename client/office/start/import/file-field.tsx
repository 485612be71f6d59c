/** A file from this machine, as text. */
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Note } from '../../ui/note.tsx'
import pasted from '../../ui/pasted-rows.module.css'
import { MOST_BYTES, textOf } from './read-table.ts'

export function FileField({ onText }: { onText: (text: string) => void }) {
  const [tooLarge, setTooLarge] = useState(false)
  const read = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > MOST_BYTES)
    if (file.size <= MOST_BYTES) onText(textOf(new Uint8Array(await file.arrayBuffer())))
  }
  return (
    <div className={pasted.file}>
      <label>
        {t('A CSV file')}
        <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void read(event.target.files?.[0])} />
      </label>
      {tooLarge && (
        <Note tone="bad">
          {t('This file is larger than {size} MB. Divide it, or use “lotline import”.', {
            size: MOST_BYTES / 1_000_000,
          })}
        </Note>
      )}
    </div>
  )
}
