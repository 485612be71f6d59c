/** What stands in the rows of the event sheets. */

/** A key data element that a row lacks, wholly or in part, and what a person does about it. */
export class Gap {
  constructor(
    readonly todo: string,
    /** The part that is known. */
    readonly known: string | null = null,
  ) {}
}

/** Null: this row needs none. A Date is a day, at midnight UTC: spreadsheets know no time zones. */
export type Cell = string | number | Date | Gap | null
export type Row<Columns extends readonly string[]> = Record<Columns[number], Cell>

/** What a row is about, so that its gaps are found again after sorting. */
export interface Subject {
  sku: string
  lot: string
  /** ISO date where the warehouse stands. */
  day: string
  transactionId: string
}

export interface EventRow<Columns extends readonly string[]> extends Subject {
  cells: Row<Columns>
}

export const dayCell = (date: string): Date => new Date(`${date}T00:00:00Z`)

/** `street`, `street and city`, `phone, street and city`. */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
