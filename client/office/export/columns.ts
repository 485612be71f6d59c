/** The columns of a table as a file has them: what each is called, what kind of thing it holds, and where it comes from. */
import { digitsOf, type Money } from '../../../shared/rules/money.ts'

/** Texts, whole or broken numbers, ISO dates, ISO instants, shares of one, and amounts. */
export type ColumnKind = 'text' | 'number' | 'date' | 'moment' | 'share' | 'money'

interface Of<Row, Kind extends ColumnKind, Value> {
  heading: string
  kind: Kind
  of: (row: Row) => Value | null | undefined
}

export type Column<Row> =
  | Of<Row, 'text', string>
  | Of<Row, 'number' | 'share', number>
  | Of<Row, 'date' | 'moment', string>
  | Of<Row, 'money', Money>

type Maker<Row, Value> = (heading: string, of: (row: Row) => Value | null | undefined) => Column<Row>

/** For a table's list of columns: `columnsOf<Row>(({ text, number }) => [text(t('SKU'), ({ sku }) => sku), …])`. */
export interface Makers<Row> {
  text: Maker<Row, string>
  number: Maker<Row, number>
  /** 0.25 is a quarter. */
  share: Maker<Row, number>
  /** A day of the calendar; of an instant, its day where the file is made. */
  date: Maker<Row, string>
  moment: Maker<Row, string>
  /** Two columns in the file: the amount, and its currency beside it. */
  money: Maker<Row, Money>
}

export const columnsOf = <Row>(list: (make: Makers<Row>) => readonly Column<Row>[]): readonly Column<Row>[] =>
  list({
    text: (heading, of) => ({ kind: 'text', heading, of }),
    number: (heading, of) => ({ kind: 'number', heading, of }),
    share: (heading, of) => ({ kind: 'share', heading, of }),
    date: (heading, of) => ({ kind: 'date', heading, of }),
    moment: (heading, of) => ({ kind: 'moment', heading, of }),
    money: (heading, of) => ({ kind: 'money', heading, of }),
  })

/** What stands in a cell: amounts in whole units of their currency, instants and dates as they are told. */
export type GridCell = string | number | null

export interface GridColumn {
  heading: string
  kind: ColumnKind
}

/** A table as rows of plain values, which can be handed to another thread. */
export interface Grid {
  columns: readonly GridColumn[]
  rows: GridCell[][]
}

/** `currency`: the heading of the column that stands beside each amount. */
export const headsOf = <Row>(columns: readonly Column<Row>[], currency: string): GridColumn[] =>
  columns.flatMap(({ heading, kind }): GridColumn[] =>
    kind === 'money'
      ? [
          { heading, kind },
          { heading: currency, kind: 'text' },
        ]
      : [{ heading, kind }],
  )

export const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row): GridCell[] =>
  columns.flatMap((column): GridCell[] => {
    if (column.kind !== 'money') return [column.of(row) ?? null]
    const money = column.of(row)
    return money ? [money.amount / 10 ** digitsOf(money.currency), money.currency] : [null, null]
  })
