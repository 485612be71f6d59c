import { t } from '../../language/t.ts'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { Nothing } from '../ui/screen.tsx'
import type { Connector, PlatformFailure } from './contract.ts'
import { FailureCard } from './failure-card.tsx'
import styles from './platforms.module.css'
import { useFailures } from './queries.ts'

export function FailuresTab({ connector, now }: { connector: Connector; now: number }) {
  const { data, error } = useFailures(connector.id)
  const all = data?.items ?? []
  const open = all.filter(({ endedAt }) => endedAt === null)
  const over = all.filter(({ endedAt }) => endedAt !== null)
  return (
    <>
      {!data && <Failure of={error} />}
      {data && open.length === 0 && <p className={parts.prose}>{t('Nothing waits for anybody.')}</p>}
      <Cards failures={open} connector={connector} now={now} />
      {over.length > 0 && (
        <details className={`${parts.more} ${styles.more}`}>
          <summary>{t('{count} failures that healed, or that somebody let be', { count: over.length })}</summary>
          <Cards failures={over} connector={connector} now={now} />
        </details>
      )}
      {data && all.length === 0 && <Nothing>{t('Nothing has failed so far.')}</Nothing>}
    </>
  )
}

interface CardsProps {
  failures: readonly PlatformFailure[]
  connector: Connector
  now: number
}

const Cards = ({ failures, connector, now }: CardsProps) =>
  failures.length === 0 ? null : (
    <ul className={parts.cards}>
      {failures.map((failure) => (
        <FailureCard key={failure.id} failure={failure} connector={connector} now={now} />
      ))}
    </ul>
  )
