/** Every recall and drill there was, with what it found and how long that took. */

import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { rowPress } from '../ui/row-press.ts'
import table from '../ui/table.module.css'
import { figure, momentText } from '../words.ts'
import { useRecalls } from './queries.ts'
import styles from './recalls.module.css'
import { recallsFile } from './recalls-file.ts'
import { subjectOf, subjectText } from './subject.ts'
import { tookText } from './took.ts'

export function History({ onOpen }: { onOpen: (id: string) => void }) {
  const { data, error } = useRecalls()
  return (
    <section className={styles.history} aria-label={t('Recalls and drills')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('Recalls and drills')}</h2>
        <DownloadMenu file={recallsFile(data?.items ?? [])} off={!data || data.items.length === 0} />
      </header>
      {!data && <Failure of={error} />}
      {data?.items.length === 0 && (
        <p className={parts.say}>
          {t('There was none yet. A drill takes a minute and shows how long a real recall would take.')}
        </p>
      )}
      {data && data.items.length > 0 && (
        <div className={styles.found} ref={scrollFocus}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={table.lead}>
                  {t('Begun')}
                </th>
                <th scope="col">{t('Kind')}</th>
                <th scope="col">{t('Of')}</th>
                <th scope="col">{t('Reason')}</th>
                <th scope="col" className={table.number}>
                  {t('Lots')}
                </th>
                <th scope="col" className={table.number}>
                  {t('Shipped')}
                </th>
                <th scope="col" className={table.number}>
                  {t('Customers')}
                </th>
                <th scope="col" className={table.number}>
                  {t('Found in')}
                </th>
                <th scope="col">{t('By')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.id} onClick={rowPress(() => onOpen(row.id))}>
                  <th scope="row" className={table.lead}>
                    <Tap className={cell.open} onPress={() => onOpen(row.id)}>
                      {momentText(row.startedAt)}
                    </Tap>
                  </th>
                  <td>{row.drill ? t('Drill') : <b>{t('Recall')}</b>}</td>
                  <td className={styles.cut}>{subjectText(subjectOf(row))}</td>
                  <td className={styles.cut} title={row.reason}>
                    {row.reason}
                  </td>
                  <td className={table.number}>{row.found && figure(row.found.lots)}</td>
                  <td className={table.number}>{row.found && figure(row.found.shipped)}</td>
                  <td className={table.number}>{row.found && figure(row.found.consignees)}</td>
                  <td className={table.number}>{row.tookMs === null ? '' : tookText(row.tookMs)}</td>
                  <td>{row.by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
