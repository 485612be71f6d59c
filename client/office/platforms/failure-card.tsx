import { useState } from 'react'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import type { Connector, PlatformFailure } from './contract.ts'
import { kindOf } from './kinds.ts'
import { agoText, FAILED, momentOf, shortName, timesText } from './platform-words.ts'
import styles from './platforms.module.css'
import { connectorPath, useMayConnect, useMaySettle } from './queries.ts'
import { FailureTag } from './state-tag.tsx'
import { unmappedIn } from './unmapped.ts'

export interface FailureCardProps {
  failure: PlatformFailure
  connector: Connector
  now: number
}

export function FailureCard({ failure, connector, now }: FailureCardProps) {
  const { about, subject, state, detail, advice, attempts, firstAt, lastAt, endedAt } = failure
  const isOpen = endedAt === null
  const may = useMaySettle()
  return (
    <li className={`${parts.card} ${styles.card}`} data-over={!isOpen || undefined}>
      <p className={styles.cardHead}>
        <FailureTag state={state} />
        <b title={subject}>
          {FAILED[about]}
          {subject !== connector.id && ` ${heard(shortName(subject))}`}
        </b>
      </p>
      <p>{heard(detail)}</p>
      {isOpen && <p className={styles.advice}>{heard(advice)}</p>}
      <p className={parts.prose}>
        {isOpen
          ? t('Since {firstAt}', { firstAt: momentOf(firstAt) })
          : t('{firstAt} to {endedAt}', { firstAt: momentOf(firstAt), endedAt: momentOf(endedAt) })}
        , {timesText(attempts)}
        {isOpen && attempts > 1 && t(', the last {lastAt}', { lastAt: agoText(lastAt, now).toLowerCase() })}
      </p>
      {isOpen && may && <Settle failure={failure} connector={connector} />}
    </li>
  )
}

function Settle({ failure, connector }: { failure: PlatformFailure; connector: Connector }) {
  const request = useRequest()
  const [asking, setAsking] = useState(false)
  /** When it was asked for; another failure after that is an answer. */
  const [again, setAgain] = useState<number | null>(null)
  const path = `${connectorPath(connector.id)}/failures/${encodeURIComponent(failure.id)}`
  const retry = async () => {
    if (await request.send('POST', `${path}/retry`, {})) setAgain(failure.attempts)
  }
  return (
    <>
      <Failure of={request.failure} />
      {again !== null &&
        (again === failure.attempts ? (
          <Note tone="ok">{t('It is tried again now.')}</Note>
        ) : (
          <Note tone="warn">{t('It was tried again, and failed again.')}</Note>
        ))}
      <div className={parts.row}>
        <MapIt failure={failure} connector={connector} />
        <Action
          off={request.busy}
          label={t('Try again: {FAILED}', { FAILED: FAILED[failure.about] })}
          onPress={() => void retry()}
        >
          {t('Try again')}
        </Action>
        <Action label={t('Let it be: {FAILED}', { FAILED: FAILED[failure.about] })} onPress={() => setAsking(true)}>
          {t('Let it be…')}
        </Action>
      </div>
      {asking && <LetBe path={path} about={failure.about} onClose={() => setAsking(false)} />}
    </>
  )
}

/** The way to what would mend it. */
function MapIt({ failure, connector }: { failure: PlatformFailure; connector: Connector }) {
  const { change } = useAddress()
  const may = useMayConnect()
  const { pattern } = kindOf(connector.kind).listing
  if (may && failure.code === 'credentials-refused')
    return <Action onPress={() => change({ tab: 'setup', failure: null }, true)}>{t('Give new credentials')}</Action>
  if (failure.about === 'publish')
    return (
      <Action onPress={() => change({ tab: 'listings', search: failure.subject, failure: null }, true)}>
        {t('Show the listing')}
      </Action>
    )
  if (!may || failure.code !== 'listing-not-mapped') return null
  const named = unmappedIn(failure, (name) => pattern.test(name))
  const map = (listing: string) => change({ do: 'map', listing, failure: failure.id }, true)
  if (named.length < 2)
    return (
      <Action kind="primary" onPress={() => map(named[0]?.listing ?? '')}>
        {t('Map it')}
      </Action>
    )
  return named.map(({ listing, title }) => (
    <Action key={listing} kind="primary" onPress={() => map(listing)}>
      {t('Map {title}', { title })}
    </Action>
  ))
}

const LEFT: Partial<Record<PlatformFailure['about'], string>> = {
  publish: t('The listing stays as the platform has it, until its mapping is given again.'),
  order: t('The order is not followed any further, until it changes at the platform.'),
  shipment: t('The platform is not told of this parcel any more.'),
  document: t('The document is left aside.'),
  event: t('It is passed over, and what comes after it is told.'),
}

function LetBe({ path, about, onClose }: { path: string; about: PlatformFailure['about']; onClose: () => void }) {
  const request = useRequest()
  const send = async () => {
    if (await request.send('POST', `${path}/ignore`, {})) onClose()
  }
  return (
    <Confirm
      title={t('Let it be?')}
      verb={t('Let it be')}
      request={request}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{t('Nobody is reminded of it any more. {LEFT}', { LEFT: LEFT[about] })}</p>
    </Confirm>
  )
}
