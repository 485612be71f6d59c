import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { Nothing } from '../ui/screen.tsx'
import table from '../ui/table.module.css'
import type { DocumentDetail, Segment } from './contract.ts'
import { elementText } from './document-words.ts'
import styles from './edi.module.css'

/** As it was sent, and what that says. A fault names its segment by this number. */
export function Segments({ of: { segments, direction } }: { of: DocumentDetail }) {
  if (segments.length === 0)
    return <Nothing>{direction === 'out' ? t('It has no text yet.') : t('Nothing of it could be kept.')}</Nothing>
  return (
    <table className={`${table.small} ${styles.segments}`}>
      <caption>{t('Each segment as it was sent, and what it says')}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.at}>
            {t('No.')}
          </th>
          <th scope="col">{t('Sent')}</th>
          <th scope="col">{t('In words')}</th>
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <Row key={segment.number} of={segment} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ of: { number, raw, name, elements } }: { of: Segment }) {
  return (
    <tr>
      <td className={styles.at}>{number}</td>
      <td>
        <code className={styles.raw}>{raw}</code>
      </td>
      <td>
        {name !== '' && <b>{heard(name)}</b>}
        {elements.length > 0 && <span className={styles.said}>{elements.map(elementText).join(' · ')}</span>}
      </td>
    </tr>
  )
}
