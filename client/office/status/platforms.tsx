import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { kindOf } from '../platforms/kinds.ts'
import { ConnectorState } from '../platforms/state-tag.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import type { StatusConnector } from './contract.ts'
import styles from './status.module.css'
import { connectorSentence } from './status-words.ts'

/** Each platform in one line, with the way to where it is looked after. */
export function Platforms({ connectors, now }: { connectors: readonly StatusConnector[]; now: string }) {
  if (connectors.length === 0) return <p className={parts.say}>{t('No platform is connected.')}</p>
  return (
    <section aria-label={t('Platforms')} className={styles.wide} ref={scrollFocus}>
      <table className={table.small}>
        <caption>{t('Platforms')}</caption>
        <tbody>
          {connectors.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link href={`/office/platforms?connector=${encodeURIComponent(one.id)}`}>{one.id}</Link>
                <span className={parts.under}>{kindOf(one.kind).name}</span>
              </th>
              <td>
                <ConnectorState state={one.state} />
              </td>
              <td>{connectorSentence(one, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
