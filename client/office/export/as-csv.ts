/** A grid as CSV: numbers with a point, dates and instants in ISO 8601, texts that no spreadsheet runs. */
import { csv } from '../csv.ts'
import type { Grid } from './columns.ts'

/** Without it Excel takes the letters of names for others. */
const BOM = '\ufeff'

export const gridAsCsv = ({ columns, rows }: Grid): string =>
  BOM +
  csv(
    columns.map(({ heading }) => heading),
    rows,
  )
