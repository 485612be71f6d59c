/** The frame of the lists of people, devices and keys: what each is called, what is known of it, and how it stands. */

import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../../language/t.ts'
import { scrollFocus } from '../../../ui/scroll-focus.ts'
import type { TableFile } from '../../export/table-file.ts'
import { Action } from '../../ui/action.tsx'
import cell from '../../ui/cell.module.css'
import { DownloadMenu } from '../../ui/download-menu.tsx'
import { Failure } from '../../ui/note.tsx'
import table from '../../ui/table.module.css'
import { Section } from '../section.tsx'
import settings from '../settings.module.css'
import styles from './access.module.css'

export interface AccessListProps<Row> {
  title: string
  say: string
  found: { data: { items: readonly Row[] } | undefined; error: Error | null }
  add: { word: string; press: () => void }
  /** Beside that button. */
  more?: ReactNode
  /** The first column's title. */
  first: string
  /** Between the first and the state. `aside`: left out where there is no room. */
  between: readonly { title: string; aside?: boolean }[]
  row: (one: Row) => ReactNode
  /** The list as it is taken along. */
  file: (rows: readonly Row[]) => TableFile<Row>
  /** Its dialogs. */
  children?: ReactNode
}

export function AccessList<Row>(props: AccessListProps<Row>) {
  const { title, say, found, add, more, first, between, row, file, children } = props
  const { data, error } = found
  return (
    <Section title={title} say={say}>
      {!data && <Failure of={error} />}
      <div className={settings.actions}>
        <Action icon={<Plus aria-hidden />} onPress={add.press}>
          {add.word}
        </Action>
        {more}
        <DownloadMenu file={file(data?.items ?? [])} off={!data || data.items.length === 0} />
      </div>
      {data && data.items.length > 0 && (
        <div className={styles.scroll} ref={scrollFocus}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={settings.first}>
                  {first}
                </th>
                {between.map((column) => (
                  <th scope="col" key={column.title} className={column.aside ? styles.aside : undefined}>
                    {column.title}
                  </th>
                ))}
                <th scope="col" className={cell.last}>
                  {t('State')}
                </th>
              </tr>
            </thead>
            <tbody>{data.items.map(row)}</tbody>
          </table>
        </div>
      )}
      {children}
    </Section>
  )
}

/** How a row ends: what can be done to it, or what was done. */
export function EndOfRow({ name, over, onRevoke }: { name: string; over: string | null; onRevoke: () => void }) {
  return (
    <td className={cell.last}>
      {over ?? (
        <Action label={t('Revoke {name}', { name })} onPress={onRevoke}>
          {t('Revoke…')}
        </Action>
      )}
    </td>
  )
}
