/** The rows of a table, of which not all need be loaded. */
export interface Rows<Row> {
  /** How many there are; null while nobody knows. */
  count: number | null
  /** Undefined where it is not loaded. */
  at(index: number): Row | undefined
  idOf(row: Row): string
  /** Where a row stands, as far as it is loaded; -1 where not. */
  indexOf(id: string): number
  /** Whether all are loaded, so that what is not found is not there. */
  isWhole: boolean
  /** Which list it is: another one begins at its top. */
  name?: string | undefined
  /** Says which rows are in sight, so that they are loaded. */
  show?: ((first: number, last: number) => void) | undefined
  /** Loads so many rows from the first on, for paper. Rejects where it cannot. */
  load?: ((rows: number) => Promise<unknown>) | undefined
}

/** A list that is loaded whole. */
export const allRows = <Row>(rows: readonly Row[], idOf: (row: Row) => string): Rows<Row> => ({
  count: rows.length,
  at: (index) => rows[index],
  idOf,
  indexOf: (id) => rows.findIndex((row) => idOf(row) === id),
  isWhole: true,
})
