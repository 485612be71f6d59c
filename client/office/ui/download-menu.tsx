/** Takes a table along: as CSV, as a workbook, or on paper. Everything that its filter gives, not only what is loaded. */
import { Download as DownloadIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { t } from '../../language/t.ts'
import { gridAsCsv } from '../export/as-csv.ts'
import type { Grid } from '../export/columns.ts'
import { makeXlsx } from '../export/make-xlsx.ts'
import { gridOf, type TableFile } from '../export/table-file.ts'
import { saveFile } from '../save-file.ts'
import { Menu } from './menu.tsx'
import { Failure } from './note.tsx'

export interface DownloadMenuProps<Row> {
  file: TableFile<Row>
  off?: boolean | undefined
}

const WAYS = {
  csv: async (grid: Grid) => new Blob([gridAsCsv(grid)], { type: 'text/csv;charset=utf-8' }),
  xlsx: (grid: Grid, sheet: string) => makeXlsx(grid, sheet),
} as const

export function DownloadMenu<Row>({ file, off }: DownloadMenuProps<Row>) {
  /** Rows that are read so far; null: nothing is made. */
  const [busy, setBusy] = useState<number | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const making = useRef<AbortController>(undefined)
  useEffect(() => () => making.current?.abort(), [])
  const make = async (way: keyof typeof WAYS) => {
    const controller = new AbortController()
    making.current = controller
    setBusy(0)
    setFailure(null)
    try {
      const grid = await gridOf(file, t('Currency'), setBusy, controller.signal)
      const content = await WAYS[way](grid, file.sheet)
      if (!controller.signal.aborted) saveFile(`${file.name}.${way}`, content)
    } catch (error) {
      if (!controller.signal.aborted) setFailure(error as Error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <Menu
        icon={<DownloadIcon aria-hidden />}
        label={busy === null ? t('Download') : t('Preparing… {rows}', { rows: busy })}
        off={off || busy !== null}
        items={[
          { label: t('As a spreadsheet (XLSX)'), onPress: () => void make('xlsx') },
          { label: t('As CSV'), onPress: () => void make('csv') },
          { label: t('Print'), onPress: () => window.print() },
        ]}
      />
      <Failure of={failure} />
    </>
  )
}
