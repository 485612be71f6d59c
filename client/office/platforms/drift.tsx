import { t } from '../../language/t.ts'
import { useItemName } from '../counts/queries.ts'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { Connector, Drift, DriftCheck } from './contract.ts'
import { DriftChart } from './drift-chart.tsx'
import { endedChecks } from './drift-shape.ts'
import { momentOf, shareText, shortName } from './platform-words.ts'
import styles from './platforms.module.css'
import { useDrift } from './queries.ts'

export function DriftTab({ connector }: { connector: Connector }) {
  const { data, error } = useDrift(connector.id)
  if (!data) return <Failure of={error} />
  const ended = endedChecks(data.checks)
  return (
    <>
      <p className={parts.prose}>
        {t(
          'Every so often the platform is asked what it shows, listing by listing. What differs twice, and no order explains, has drifted: it is written down here and told its number again.',
        )}
      </p>
      {ended.length === 0 ? (
        <p className={parts.prose}>{t('No comparison has ended yet.')}</p>
      ) : (
        <>
          <div className={styles.charts}>
            <DriftChart checks={data.checks} what="share" />
            <DriftChart checks={data.checks} what="units" />
          </div>
          <Checks checks={ended} />
        </>
      )}
      <h3 className={parts.heading}>{t('What had drifted')}</h3>
      {data.drifts.length === 0 ? (
        <p className={parts.prose}>{t('Nothing so far.')}</p>
      ) : (
        <ul className={parts.cards}>
          {data.drifts.map((drift) => (
            <DriftCard key={drift.id} drift={drift} />
          ))}
        </ul>
      )}
    </>
  )
}

function Checks({ checks }: { checks: readonly DriftCheck[] }) {
  return (
    <details className={`${parts.more} ${styles.more}`}>
      <summary>{t('The same figures as a table')}</summary>
      <table className={table.small} aria-label={t('Comparisons')}>
        <thead>
          <tr>
            <th scope="col">{t('Compared')}</th>
            {[t('Listings'), t('Drifted'), t('Share'), t('Units off')].map((head) => (
              <th key={head} scope="col" className={table.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {checks.map(({ startedAt, compared, drifted, units }) => (
            <tr key={startedAt}>
              <th scope="row">{momentOf(startedAt)}</th>
              <td className={table.number}>{figure(compared)}</td>
              <td className={table.number}>{figure(drifted)}</td>
              <td className={table.number}>{shareText(drifted, compared)}</td>
              <td className={table.number}>{figure(units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function DriftCard({ drift }: { drift: Drift }) {
  const itemName = useItemName()
  const { listing, sku, foundAt, shown, told, wanted, between, explanation, repairedAt } = drift
  return (
    <li className={`${parts.card} ${styles.card}`}>
      <p className={styles.cardHead}>
        <b title={listing}>{itemName(sku)}</b>
        <span className={parts.prose}>
          {sku} · {shortName(listing)} · {momentOf(foundAt)}
        </span>
      </p>
      <dl className={styles.three}>
        <Units what={t('Showed')} value={shown} />
        <Units what={t('Was told')} value={told} />
        <Units what={t('Should show')} value={wanted} />
      </dl>
      <p>{explanation}</p>
      {between.length > 0 && (
        <ol className={styles.between} aria-label={t('In between')}>
          {between.map((event) => (
            <li key={event}>{event}</li>
          ))}
        </ol>
      )}
      <p className={parts.prose}>
        {repairedAt === null
          ? t('Not put right yet.')
          : t('Put right {repairedAt}.', { repairedAt: momentOf(repairedAt) })}
      </p>
    </li>
  )
}

const Units = ({ what, value }: { what: string; value: number | null }) => (
  <div>
    <dt>{what}</dt>
    <dd>{value === null ? t('Nothing') : figure(value)}</dd>
  </div>
)
