import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { figure } from '../words.ts'
import type { Connector } from './contract.ts'
import { kindOf } from './kinds.ts'
import { PauseDialog } from './pause-dialog.tsx'
import { agoText, driftText, lengthText, momentOf, queueSentence } from './platform-words.ts'
import styles from './platforms.module.css'
import { useMayConnect } from './queries.ts'
import { stateMeans } from './state-tag.tsx'

export function HealthTab({ connector, now }: { connector: Connector; now: number }) {
  const may = useMayConnect()
  const [asking, setAsking] = useState(false)
  const { state, failures, notices, lag, drift, paused } = connector
  return (
    <>
      <Note tone={state === 'resting' ? 'bad' : state === 'failing' || paused ? 'warn' : 'info'}>
        {stateMeans(state)}
        {failures > 0 && ` ${t('{count} failures are not healed.', { count: failures })}`}
      </Note>
      <div className={styles.facts}>
        <FactTable caption={t('Numbers out')}>
          <Means label={t('Waiting')} means={t('Numbers that are to change there, and how long the first has waited')}>
            {queueSentence(connector, now)}
          </Means>
          <Means label={t('Last update')} means={t('When it last took a number')}>
            {agoText(connector.lastUpdateAt, now)}
          </Means>
          <Means
            label={t('Lag')}
            means={
              lag
                ? t('From a change of stock to its confirmation there, of the last {of}', { of: lag.of })
                : t('From a change of stock to its confirmation there')
            }
          >
            {lag === null
              ? t('Nothing was confirmed yet')
              : t('Half within {p50}, 99 of 100 within {p99}', { p50: lengthText(lag.p50), p99: lengthText(lag.p99) })}
          </Means>
          <Means
            label={t('Held back for lag')}
            means={t('Whether listings keep back what is sold while a number is on its way')}
          >
            {connector.lagAware ? t('Yes') : t('No')}
          </Means>
          <Means label={t('Listings')} means={t('Mapped to an item, so that they are told its number')}>
            {connector.listings === 0 ? t('None is mapped yet') : figure(connector.listings)}
          </Means>
        </FactTable>
        <FactTable caption={t('Orders in')}>
          <Means label={t('Last order')} means={t('When the last new one came in')}>
            {agoText(connector.lastOrderAt, now)}
          </Means>
          <Means label={t('To be read')} means={t('Known to have changed there, and still to be read')}>
            {connector.ordersDue === 0 ? t('None') : figure(connector.ordersDue)}
          </Means>
          <Means label={t('Last asked')} means={t('When it was last asked what has changed')}>
            {agoText(connector.polledAt, now)}
          </Means>
          <Means label={t('Taken since')} means={t('Orders that changed there after it are taken in')}>
            {momentOf(connector.ordersSince)}
          </Means>
          {kindOf(connector.kind).hearsFrom !== null && (
            <Means
              label={t('Notices')}
              means={t('What it says by itself; refused are those not signed as they must be')}
            >
              {t('{taken} taken, {repeated} repeated,', { taken: notices.taken, repeated: notices.repeated })}{' '}
              <span className={notices.refused > 0 ? styles.bad : undefined}>
                {t('{refused} refused', { refused: notices.refused })}
              </span>
              {notices.lastRefusedAt !== null &&
                t(', the last {lastRefusedAt}', { lastRefusedAt: agoText(notices.lastRefusedAt, now).toLowerCase() })}
            </Means>
          )}
        </FactTable>
        <FactTable caption={t('Between us')}>
          <Means label={t('Last answer')} means={t('When it last answered anything at all')}>
            {agoText(connector.heardAt, now)}
          </Means>
          <Means
            label={t('Drift')}
            means={t('Listings that showed another number than they should when last compared')}
          >
            {driftText(drift)}
            {drift && drift.compared > 0 && `, ${agoText(drift.at, now).toLowerCase()}`}
          </Means>
          <Means label={t('Address')} means={t('Where it is reached')}>
            {connector.baseUrl}
          </Means>
        </FactTable>
      </div>
      {may && (
        <div className={parts.row}>
          <Action onPress={() => setAsking(true)}>{paused ? t('Go on…') : t('Pause…')}</Action>
        </div>
      )}
      {asking && <PauseDialog connector={connector} onClose={() => setAsking(false)} />}
    </>
  )
}

/** A fact, and what it means in plain words. */
function Means({ label, means, children }: { label: string; means: string; children: React.ReactNode }) {
  if (children === null || children === undefined) return null
  return (
    <Fact label={label}>
      {children}
      <span className={parts.under}>{means}</span>
    </Fact>
  )
}
