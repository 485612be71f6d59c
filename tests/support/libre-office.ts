/** What LibreOffice shows of a spreadsheet, sheet by sheet: the proof that other programs open it. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'

const run = promisify(execFile)

/** Where LibreOffice may be; LOTLINE_SOFFICE comes first. The same places as in tests/preflight.mjs. */
const PLACES = [
  process.env.LOTLINE_SOFFICE ?? '',
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
]

function findLibreOffice(): string {
  const found = PLACES.find((place) => place !== '' && existsSync(place))
  if (!found) throw new Error('No LibreOffice found. Install it, or name it in LOTLINE_SOFFICE.')
  return found
}

/** Comma, quotes, UTF-8, as shown, formulas calculated, and (last) every sheet into a file of its own. */
const EACH_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

/** Rows of cells as they are shown, by sheet. */
export async function openInLibreOffice(xlsx: Uint8Array): Promise<Record<string, string[][]>> {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-office-'))
  try {
    const file = join(folder, 'book.xlsx')
    const shown = join(folder, 'shown')
    mkdirSync(shown)
    writeFileSync(file, xlsx)
    // A profile of its own: two that run at once would wait for each other, or give up.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    await run(findLibreOffice(), [profile, '--headless', '--convert-to', EACH_SHEET, '--outdir', shown, file], {
      timeout: 120_000,
    })
    const sheets = readdirSync(shown).map((name) => {
      const rows: string[][] = parse(readFileSync(join(shown, name), 'utf8'), { relax_column_count: true })
      return [name.replace(/^book-|\.csv$/g, ''), rows] as const
    })
    if (sheets.length === 0) throw new Error('LibreOffice could not open the spreadsheet.')
    return Object.fromEntries(sheets)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
