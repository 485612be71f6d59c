/** Every key data element that a row has not: in which row, and what to do about it. None is passed over in silence. */

import type { Column, Value } from '../xlsx/workbook.ts'
import { type Cell, dayCell, Gap, type Subject } from './cells.ts'
import { isKeyData, type SheetName } from './columns.ts'

/** More than anybody mends from a list: the rest is counted. */
const MOST_GAPS = 200_000

export const MISSING_COLUMNS: readonly Column[] = [
  { heading: 'Sheet', width: 16 },
  { heading: 'Row', width: 8 },
  { heading: 'Column', width: 44 },
  { heading: 'What to do', width: 80 },
  { heading: 'Item', width: 16 },
  { heading: 'Lot', width: 22 },
  { heading: 'Date', width: 12 },
  { heading: 'Transaction', width: 38 },
]

/** Why a key data element may be blank, by column. */
function reasonOf(column: string): string {
  if (column.includes('Reference')) return 'One reference of the source is enough, or else its whole description.'
  if (column.includes('TLC Source')) return 'A reference stands for the source, or its country has no such part.'
  if (column.endsWith('SSCC')) return 'The lot code is GTIN and batch: an SSCC is no part of it.'
  if (column.startsWith('FTL Food Used') && !/Date( Type)?$/.test(column))
    return 'No food on the food traceability list was recorded as used.'
  if (/Date( Type)?$/.test(column)) return 'The lot code is GTIN and batch: a date is no part of it, and none is known.'
  return 'Nothing was recorded.'
}

export class Missing {
  readonly #gaps: Value[][] = []
  #beyond = 0
  /** Blank where a row needs none: how often, by sheet and column. */
  readonly #blank = new Map<string, { sheet: SheetName; column: string; rows: number }>()

  /** `row` as the spreadsheet counts. Returns what stands in the cells. */
  note(sheet: SheetName, row: number, columns: readonly string[], cells: readonly Cell[], subject: Subject): Value[] {
    return columns.map((column, index) => {
      const cell = cells[index] ?? null
      if (cell instanceof Gap) this.#add(sheet, row, column, cell, subject)
      else if (cell === null && isKeyData(column)) this.#countBlank(sheet, column)
      return cell instanceof Gap ? cell.known : cell
    })
  }

  get count(): number {
    return this.#gaps.length + this.#beyond
  }

  /** Gaps as they were met, then once for each column why its other blanks are none. */
  *rows(): Generator<Value[]> {
    yield* this.#gaps
    if (this.#beyond > 0) yield ['', null, '', `And ${this.#beyond} more: ask for fewer days.`, null, null, null, null]
    for (const { sheet, column, rows } of this.#blank.values()) {
      const todo = `Nothing: blank in ${rows} ${rows === 1 ? 'row' : 'rows'} that need none. ${reasonOf(column)}`
      yield [sheet, null, column, todo, null, null, null, null]
    }
  }

  #add(sheet: SheetName, row: number, column: string, { todo }: Gap, { sku, lot, day, transactionId }: Subject): void {
    if (this.#gaps.length >= MOST_GAPS) this.#beyond++
    else this.#gaps.push([sheet, row, column, todo, sku, lot, dayCell(day), transactionId])
  }

  #countBlank(sheet: SheetName, column: string): void {
    const key = `${sheet}\n${column}`
    const known = this.#blank.get(key)
    if (known) known.rows++
    else this.#blank.set(key, { sheet, column, rows: 1 })
  }
}
