import { useState } from 'react'
import { Action } from '../ui/action.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { figure, plural } from '../words.ts'
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
        {failures > 0 && ` ${plural(failures, 'failure is', 'failures are')} not healed.`}
      </Note>
      <div className={styles.facts}>
        <FactTable caption="Numbers out">
          <Means label="Waiting" means="Numbers that are to change there, and how long the first has waited">
            {queueSentence(connector, now)}
          </Means>
          <Means label="Last update" means="When it last took a number">
            {agoText(connector.lastUpdateAt, now)}
          </Means>
          <Means
            label="Lag"
            means={
              lag
                ? `From a change of stock to its confirmation there, of the last ${figure(lag.of)}`
                : 'From a change of stock to its confirmation there'
            }
          >
            {lag === null
              ? 'Nothing was confirmed yet'
              : `Half within ${lengthText(lag.p50)}, 99 of 100 within ${lengthText(lag.p99)}`}
          </Means>
          <Means label="Held back for lag" means="Whether listings keep back what is sold while a number is on its way">
            {connector.lagAware ? 'Yes' : 'No'}
          </Means>
          <Means label="Listings" means="Mapped to an item, so that they are told its number">
            {connector.listings === 0 ? 'None is mapped yet' : figure(connector.listings)}
          </Means>
        </FactTable>
        <FactTable caption="Orders in">
          <Means label="Last order" means="When the last new one came in">
            {agoText(connector.lastOrderAt, now)}
          </Means>
          <Means label="To be read" means="Known to have changed there, and still to be read">
            {connector.ordersDue === 0 ? 'None' : figure(connector.ordersDue)}
          </Means>
          <Means label="Last asked" means="When it was last asked what has changed">
            {agoText(connector.polledAt, now)}
          </Means>
          <Means label="Taken since" means="Orders that changed there after it are taken in">
            {momentOf(connector.ordersSince)}
          </Means>
          {kindOf(connector.kind).hearsFrom !== null && (
            <Means label="Notices" means="What it says by itself; refused are those not signed as they must be">
              {figure(notices.taken)} taken, {figure(notices.repeated)} repeated,{' '}
              <span className={notices.refused > 0 ? styles.bad : undefined}>{figure(notices.refused)} refused</span>
              {notices.lastRefusedAt !== null && `, the last ${agoText(notices.lastRefusedAt, now).toLowerCase()}`}
            </Means>
          )}
        </FactTable>
        <FactTable caption="Between us">
          <Means label="Last answer" means="When it last answered anything at all">
            {agoText(connector.heardAt, now)}
          </Means>
          <Means label="Drift" means="Listings that showed another number than they should when last compared">
            {driftText(drift)}
            {drift && drift.compared > 0 && `, ${agoText(drift.at, now).toLowerCase()}`}
          </Means>
          <Means label="Address" means="Where it is reached">
            {connector.baseUrl}
          </Means>
        </FactTable>
      </div>
      {may && (
        <div className={parts.row}>
          <Action onPress={() => setAsking(true)}>{paused ? 'Go on…' : 'Pause…'}</Action>
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
