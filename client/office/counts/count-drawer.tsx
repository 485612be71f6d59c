/** One count: what was found, line by line, against the ledger, and what was found there before. */

import { useState } from 'react'
import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { queryText } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { useWarehouse } from '../warehouse.ts'
import { figure, momentText } from '../words.ts'
import type { Count, CountLine, CountTasks } from './contract.ts'
import {
  countState,
  isOpen,
  lineState,
  lineWorth,
  ORIGIN_WORDS,
  signed,
  signedMoney,
  subjectText,
} from './count-words.ts'
import styles from './counts.module.css'
import { PlaceHistory } from './place-history.tsx'
import { useCount, useCountingSettings, useItemName } from './queries.ts'

/** Counted without a network, and sent when there was one again. */
const LATE_MS = 5 * 60_000

export function CountDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useCount(id)
  return (
    <Drawer
      title={data ? t('Count of {location}', { location: data.location }) : t('Count')}
      note={data && <MadeBy count={data} />}
      onClose={onClose}
    >
      {!data && <Failure of={error} />}
      {data && <Inside count={data} />}
    </Drawer>
  )
}

function MadeBy({ count: { person, device, occurredAt } }: { count: Count }) {
  const by = [person ?? t('nobody who can be shown to have'), device].filter(Boolean).join(', ')
  return (
    <>
      <time dateTime={occurredAt}>{momentText(occurredAt)}</time>
      {t(', by {by}', { by })}
    </>
  )
}

function Inside({ count }: { count: Count }) {
  const name = useItemName()
  const doubtful = count.reversed ? [] : count.lines.filter(isOpen)
  return (
    <>
      <p className={parts.row}>
        <State name={countState(count)} />
      </p>
      {count.reversed && <Note>{t('It was undone: what it posted was taken back.')}</Note>}
      {doubtful.length > 0 && <Open count={count} lines={doubtful} />}
      <Lines count={count} />
      <p className={parts.say}>
        {subjectText(count, name)}. {ORIGIN_WORDS[count.origin]}.
        {Date.parse(count.recordedAt) - Date.parse(count.occurredAt) > LATE_MS &&
          t(' Arrived {recordedAt}.', { recordedAt: momentText(count.recordedAt) })}
      </p>
      <CountAgain location={count.location} />
      <PlaceHistory location={count.location} now={count.id} />
    </>
  )
}

function Open({ count, lines }: { count: Count; lines: readonly CountLine[] }) {
  const states = lines.map(({ state }) => state)
  return (
    <Note tone="warn">
      {states.includes('pending')
        ? t('Two people counted it, and it still differs. ')
        : states.includes('recount')
          ? t(
              'It differs beyond tolerance. Another person is asked to count it; what was not found is not sold meanwhile. ',
            )
          : t('Goods were moved while it was counted. It is asked to be counted again. ')}
      <Link href={`/office/exceptions?${queryText({ view: 'all', search: count.location })}`}>
        {t('See its exception')}
      </Link>
    </Note>
  )
}

function Lines({ count: { lines } }: { count: Count }) {
  const currency = useWarehouse().data?.currency ?? 'USD'
  if (lines.length === 0) return <p className={parts.say}>{t('It was empty, as the ledger had it.')}</p>
  return (
    <table className={table.small}>
      <caption>{t('What was found')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Item')}</th>
          <th scope="col" className={table.number}>
            {t('Counted')}
          </th>
          <th scope="col" className={table.number}>
            {t('Ledger')}
          </th>
          <th scope="col" className={table.number}>
            {t('Off')}
          </th>
          <th scope="col" className={table.number}>
            {t('Worth')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={`${line.sku} ${line.lot} ${line.status}`} line={line} currency={currency} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, currency }: { line: CountLine; currency: string }) {
  const name = useItemName()
  const reasons = useCountingSettings().data?.reasons
  const { sku, lot, status, variance, reason } = line
  const worth = lineWorth(line)
  const what = [
    lot !== null && t('lot {lot}', { lot }),
    status !== 'available' && status,
    t('class {class}', { class: line.class }),
  ]
  return (
    <tr>
      <th scope="row">
        <Link href={`/office?item=${encodeURIComponent(sku)}`}>{name(sku)}</Link>
        <span className={parts.under}>{what.filter(Boolean).join(' · ')}</span>
        <span className={styles.lineState}>
          <State name={lineState(line)} />
          {reason !== null && (reasons?.find(({ code }) => code === reason)?.label ?? reason)}
        </span>
      </th>
      <td className={table.number}>{figure(line.counted)}</td>
      <td className={table.number}>{figure(line.expected)}</td>
      <td className={table.number}>{variance === 0 ? '0' : <b>{signed(variance)}</b>}</td>
      <td className={table.number}>
        {variance === 0 ? '' : worth === null ? t('not known') : signedMoney(worth, currency)}
      </td>
    </tr>
  )
}

function CountAgain({ location }: { location: string }) {
  const request = useRequest()
  const [asked, setAsked] = useState(false)
  const ask = async () => {
    if (await request.send<CountTasks>('POST', '/counts', { locations: [location] })) setAsked(true)
  }
  return (
    <div className={parts.row}>
      {asked ? (
        <Note tone="ok">{t('{location} is asked to be counted.', { location })}</Note>
      ) : (
        <Action off={request.busy} onPress={() => void ask()}>
          {t('Ask to count {location} again', { location })}
        </Action>
      )}
      <Failure of={request.failure} />
    </div>
  )
}
