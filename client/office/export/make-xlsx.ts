import { t } from '../../language/t.ts'
import type { Grid } from './columns.ts'
import type { XlsxMade } from './xlsx-worker.ts'

/** Rejects with a sentence for people. */
export function makeXlsx(grid: Grid, sheet: string): Promise<Blob> {
  // Its script comes when it is wanted.
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), { type: 'module' })
  const made = new Promise<Blob>((resolve, reject) => {
    const fail = (cause: unknown) => reject(new Error(t('The spreadsheet could not be made. Take the CSV.'), { cause }))
    worker.onmessage = ({ data }: MessageEvent<XlsxMade>) =>
      'content' in data ? resolve(data.content) : fail(data.fault)
    worker.onerror = fail
  })
  worker.postMessage({ grid, sheet })
  return made.finally(() => worker.terminate())
}
