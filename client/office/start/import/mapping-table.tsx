/** Each of our columns beside the one of the file that fills it, with what stands there first. */
import { t } from '../../../language/t.ts'
import field from '../../ui/field.module.css'
import parts from '../../ui/parts.module.css'
import table from '../../ui/table.module.css'
import type { Column } from './columns.ts'
import type { Mapping } from './guess.ts'
import styles from './import.module.css'
import type { FileTable } from './read-table.ts'

export interface MappingTableProps {
  columns: readonly Column[]
  table: FileTable
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}

const NOT_THERE = ''

export function MappingTable({ columns, table: file, mapping, onChange }: MappingTableProps) {
  const choose = (name: string, value: string) => {
    const { [name]: _, ...others } = mapping
    onChange(value === NOT_THERE ? others : { ...others, [name]: Number(value) })
  }
  const sample = (index: number | undefined): string =>
    index === undefined ? '' : (file.rows.find(({ cells }) => cells[index])?.cells[index] ?? '')
  return (
    <section className={styles.wide} aria-label={t('Which column is what')}>
      <h3 className={parts.heading}>{t('Which column is what')}</h3>
      <table className={table.small}>
        <thead>
          <tr>
            <th scope="col">{t('Here')}</th>
            <th scope="col">{t('In the file')}</th>
            <th scope="col" className={styles.example}>
              {t('For example')}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, label, needed }) => (
            <tr key={name}>
              <th scope="row">
                {label}
                {needed && <span className={parts.under}>{t('needed')}</span>}
              </th>
              <td>
                <select
                  className={field.input}
                  aria-label={t('{label} in the file', { label })}
                  value={mapping[name] ?? NOT_THERE}
                  onChange={(event) => choose(name, event.target.value)}
                >
                  <option value={NOT_THERE}>{t('Not in the file')}</option>
                  {file.headings.map((heading, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may be called alike
                    <option key={index} value={index}>
                      {heading}
                    </option>
                  ))}
                </select>
              </td>
              <td className={styles.sample}>{sample(mapping[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
