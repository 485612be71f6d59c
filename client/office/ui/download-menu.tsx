/** Takes a table along: as a workbook, as CSV, or on paper. Everything that its filter gives, not only what is loaded. */
import { Download as DownloadIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { t } from '../../language/t.ts'
import { gridAsCsv } from '../export/as-csv.ts'
import type { Grid } from '../export/columns.ts'
import { makeXlsx } from '../export/make-xlsx.ts'
import { gridOf, type TableFile } from '../export/table-file.ts'
import { printPage } from '../print/printing.ts'
import { saveFile } from '../save-file.ts'
import { Menu } from './menu.tsx'
import { Failure } from './note.tsx'

/** Another file beside the table's own, such as one in the shape of an import. */
export interface OtherFile {
  label: string
  make: () => Promise<{ name: string; content: Blob }>
}

export interface DownloadMenuProps<Row> {
  file: TableFile<Row>
  others?: readonly OtherFile[]
  /** Nothing to take along. */
  off?: boolean | undefined
}

const WAYS = {
  xlsx: (grid: Grid, sheet: string) => makeXlsx(grid, sheet),
  csv: async (grid: Grid) => new Blob([gridAsCsv(grid)], { type: 'text/csv;charset=utf-8' }),
} as const

export function DownloadMenu<Row>({ file, others = [], off }: DownloadMenuProps<Row>) {
  /** Rows that are read so far; null: nothing is made. */
  const [busy, setBusy] = useState<number | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const making = useRef<AbortController>(undefined)
  useEffect(() => () => making.current?.abort(), [])
  const save = async (make: (signal: AbortSignal) => Promise<{ name: string; content: Blob }>) => {
    making.current = new AbortController()
    const { signal } = making.current
    setBusy(0)
    setFailure(null)
    try {
      const { name, content } = await make(signal)
      if (!signal.aborted) saveFile(name, content)
    } catch (error) {
      if (!signal.aborted) setFailure(error as Error)
    } finally {
      setBusy(null)
    }
  }
  const saveTable = (way: keyof typeof WAYS) =>
    save(async (signal) => {
      const grid = await gridOf(file, t('Currency'), setBusy, signal)
      return { name: `${file.name}.${way}`, content: await WAYS[way](grid, file.sheet) }
    })
  return (
    <>
      <Menu
        icon={<DownloadIcon aria-hidden />}
        label={busy === null ? t('Download') : busy === 0 ? t('Preparing…') : t('Preparing… {rows}', { rows: busy })}
        off={off || busy !== null}
        items={[
          { label: t('Spreadsheet (XLSX)'), onPress: () => void saveTable('xlsx') },
          { label: t('CSV'), onPress: () => void saveTable('csv') },
          ...others.map(({ label, make }) => ({ label, onPress: () => void save(make) })),
          { label: t('Print'), onPress: () => void printPage() },
        ]}
      />
      <Failure of={failure} />
    </>
  )
}
