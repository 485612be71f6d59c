/** One return: what was announced, what came, what was found and decided, and what it still waits for. */

import { useState } from 'react'
import { Link } from 'wouter'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { useChannelName } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { Download } from '../ui/download.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { dateText, momentText, moneyText } from '../words.ts'
import { Chargeback } from './chargeback.tsx'
import type { ReturnDetail } from './contract.ts'
import { useExceptionsOf } from './exceptions-of.ts'
import { GoodsTable } from './goods-table.tsx'
import { Inspections } from './inspections.tsx'
import { LinesTable } from './lines-table.tsx'
import { Photos } from './photos.tsx'
import { returnPath, useReturn } from './queries.ts'
import { asideOf, stateText, titleOf, waitsText } from './return-words.ts'
import styles from './returns.module.css'
import { SayDialog } from './say-dialog.tsx'

export function ReturnDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useReturn(id)
  const { params, change } = useAddress()
  const stop = () => change({ do: null })
  return (
    <Drawer
      title={data ? titleOf(data) : t('Return')}
      note={data && asideOf(data)}
      onClose={onClose}
      onEscape={params.has('do') ? stop : onClose}
    >
      {!data && <Failure of={error} />}
      {data && <Inside of={data} />}
    </Drawer>
  )
}

function Inside({ of }: { of: ReturnDetail }) {
  const atDesk = of.photos.filter(({ from }) => from === 'desk')
  return (
    <>
      <Waits of={of} />
      <Facts of={of} />
      <LinesTable lines={of.lines} />
      <GoodsTable goods={of.goods} />
      <Inspections of={of} />
      <Chargeback of={of} />
      {atDesk.length > 0 && (
        <section className={styles.part} aria-label={t('Photos added at a desk')}>
          <h3 className={parts.heading}>{t('Photos added at a desk')}</h3>
          <Photos photos={atDesk} label={t('Photos added at a desk')} />
        </section>
      )}
      <Evidence of={of} />
      {of.state !== 'closed' && <CloseAction of={of} />}
    </>
  )
}

/** What it waits for, and the way to settle it. */
function Waits({ of }: { of: ReturnDetail }) {
  const exceptions = useExceptionsOf(of)
  if (of.state === 'closed') return null
  return (
    <Note tone={exceptions.length > 0 ? 'warn' : 'info'}>
      {waitsText(of.waitingFor)}.
      {exceptions.map(({ id, type }) => (
        <Link key={id} className={styles.settle} href={`/office/exceptions?exception=${encodeURIComponent(id)}`}>
          {t('{type}: settle it', { type: spoken(type) })}
        </Link>
      ))}
    </Note>
  )
}

function Facts({ of }: { of: ReturnDetail }) {
  const channelName = useChannelName()
  const { orderId, orderExternalId, channel, expectedOn, receivedAt, createdAt, units, value, note } = of
  return (
    <FactTable caption={t('The return')}>
      <Fact label={t('State')}>{stateText(of)}</Fact>
      <Fact label={t('Channel')}>{channelName(channel)}</Fact>
      <Fact label={t('Order')}>
        {orderId === null ? (
          (orderExternalId ?? t('Not known'))
        ) : (
          <Link href={`/office/orders?view=all&order=${encodeURIComponent(orderId)}`}>{orderExternalId}</Link>
        )}
      </Fact>
      <Fact label={t('Announced')}>{of.blind ? t('No, it came unannounced') : momentText(createdAt)}</Fact>
      <Fact label={t('Expected on')}>{expectedOn && dateText(expectedOn)}</Fact>
      <Fact label={t('Came in')}>{receivedAt && momentText(receivedAt)}</Fact>
      <Fact label={t('Through')}>
        {units.received > 0 && t('{done} of {received} units', { done: units.done, received: units.received })}
      </Fact>
      <Fact label={t('Worth')}>
        {value && units.done < units.received && t('{value} not through yet', { value: moneyText(value) })}
      </Fact>
      <Fact label={t('Note')}>{note && <span className={styles.lineByLine}>{note}</span>}</Fact>
    </FactTable>
  )
}

/** For whoever has to be shown it: a retailer, an insurer. */
function Evidence({ of: { id, inspections } }: { of: ReturnDetail }) {
  const path = `${returnPath(id)}/evidence`
  return (
    <section className={styles.part} aria-label={t('Evidence')}>
      <h3 className={parts.heading}>{t('Evidence')}</h3>
      <p className={parts.say}>
        {t('All that is known of this return, to send with a dispute.')}
        {inspections.length === 0 && t(' Nothing was inspected yet.')}
      </p>
      <div className={parts.row}>
        <Download path={`${path}?format=pdf`}>{t('As PDF')}</Download>
        <Download path={`${path}?format=zip`}>{t('With photos, as ZIP')}</Download>
      </div>
    </section>
  )
}

function CloseAction({ of }: { of: ReturnDetail }) {
  const [asking, setAsking] = useState(false)
  return (
    <div className={parts.row}>
      <Action onPress={() => setAsking(true)}>{t('Expect no more of it…')}</Action>
      {asking && (
        <SayDialog
          title={t('Expect no more of it?')}
          say={t(
            'What has not come by now is not waited for any more. What came stays, and goes on until it is through.',
          )}
          verb={t('Expect no more')}
          path={`${returnPath(of.id)}/close`}
          body={{}}
          label={t('Why (kept with it)')}
          needed
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
