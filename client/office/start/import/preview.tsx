/** The first rows as they would be read: what is wrong stands in the row itself. */
import { t } from '../../../language/t.ts'
import parts from '../../ui/parts.module.css'
import table from '../../ui/table.module.css'
import { figure, moneyText } from '../../words.ts'
import type { Column } from './columns.ts'
import styles from './import.module.css'
import type { ReadRows } from './read-rows.ts'
import type { FileTable } from './read-table.ts'

const SHOWN = 8

export interface PreviewProps {
  /** Those that are mapped. */
  columns: readonly Column[]
  table: FileTable
  read: ReadRows
}

export function Preview({ columns, table: { rows: all }, read }: PreviewProps) {
  const first = read.rows.slice(0, SHOWN)
  const faultOf = (line: number) =>
    read.faults
      .filter((fault) => fault.line === line)
      .map(({ says }) => says)
      .join(' ')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else to be reached by keyboard
    <section className={styles.wide} aria-label={t('What is read')} tabIndex={0}>
      <h3 className={parts.heading}>
        {all.length > SHOWN
          ? t('What is read: the first {shown} of {rows} rows', { shown: SHOWN, rows: figure(all.length) })
          : t('What is read')}
      </h3>
      <table className={table.small}>
        <thead>
          <tr>
            <th scope="col">{t('Line')}</th>
            {columns.map(({ name, label }) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map(({ line, cells }) => {
            const fault = faultOf(line)
            return (
              <tr key={line} className={fault === '' ? undefined : styles.faulty}>
                <th scope="row">{line}</th>
                {columns.map(({ name, type }) => (
                  <td key={name} className={styles.cell}>
                    {shown(type, cells[name] ?? '')}
                  </td>
                ))}
                {fault !== '' && <td className={styles.fault}>{fault}</td>}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function shown(type: Column['type'], cell: string): string {
  if (cell === '') return '–'
  if (type === 'flag') return cell === 'true' ? t('yes') : t('no')
  if (type !== 'money') return cell
  const [amount = '0', currency = ''] = cell.split(' ')
  return moneyText({ amount: Number(amount), currency })
}
