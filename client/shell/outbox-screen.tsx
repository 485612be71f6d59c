/** The outbox: what was recorded here, and where each stands. */

import { useLiveQuery } from 'dexie-react-hooks'
import { useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import { dateLocale } from '../language/language.ts'
import { t } from '../language/t.ts'
import { useHeard } from '../language/use-heard.ts'
import type { OutboxRow } from '../outbox/database.ts'
import { backlog, latest } from '../outbox/pending.ts'
import { photoBacklog } from '../outbox/photos.ts'
import { Button, Card, createBand, EmptyState, Frame, List, Row, type RowTone, ScanBand } from '../ui/index.ts'
import { Chip } from './chip.tsx'
import { useFloor } from './floor.ts'
import { Notices } from './notices.tsx'

const SHOWN = 60

const VERBS: Record<string, string> = {
  receive: t('Received'),
  move: t('Moved'),
  moveUnit: t('Moved'),
  changeStatus: t('Changed'),
  pick: t('Picked'),
  shortPick: t('Not found'),
  pack: t('Packed'),
  produce: t('Made'),
  transform: t('Made'),
  ship: t('Shipped'),
  adjust: t('Adjusted'),
  reverse: t('Undone'),
  count: t('Counted'),
  returnReceive: t('Came back'),
  inspect: t('Inspected'),
  returnToSupplier: t('Sent back'),
  transferShip: t('Sent'),
  transferReceive: t('Came in'),
}

export function OutboxScreen() {
  const { view, sync, recorder } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const { online } = useSyncExternalStore(sync.subscribe, sync.status)
  const rows = useLiveQuery(() => latest(view.outbox, SHOWN), [view.outbox])
  const waiting = useLiveQuery(() => backlog(view.outbox), [view.outbox])
  const photos = useLiveQuery(() => photoBacklog(view.outbox), [view.outbox])
  const hear = useHeard()
  const unsent = (waiting?.waiting ?? 0) + (photos?.waiting ?? 0)
  return (
    <Frame
      title={t('Recorded here')}
      onBack={() => navigate('/')}
      backLabel={t('Back')}
      chip={<Chip />}
      band={<ScanBand say={sentence(unsent, waiting?.attention ?? 0, online)} band={band} quiet />}
      notice={<Notices />}
      primary={
        <Button kind="primary" off={unsent === 0} onPress={() => sync.nudge()}>
          {t('Send now')}
        </Button>
      }
    >
      {waiting?.oldestAt != null && (
        <Card tone="warn">
          {t('The oldest unsent one is {age} old.', { age: age(recorder.now() - waiting.oldestAt) })}
        </Card>
      )}
      {photos !== undefined && photos.waiting > 0 && (
        <Card>{t('{count} photos are kept here until the server has them.', { count: photos.waiting })}</Card>
      )}
      {photos !== undefined && photos.refused > 0 && (
        <Card tone="bad">
          {t('{count} photos were not taken by the server. Kept here: tell a supervisor.', { count: photos.refused })}
        </Card>
      )}
      {rows?.length === 0 && <EmptyState say={t('Nothing was recorded on this device yet.')} />}
      <List>
        {(rows ?? []).map((row) => {
          const { tone, state } = standing(row, online, hear)
          return <Row key={row.id} title={titleOf(row)} detail={detailOf(row)} state={state} tone={tone} />
        })}
      </List>
    </Frame>
  )
}

function sentence(waiting: number, attention: number, online: boolean): string {
  if (attention > 0) return t('{attention} need a supervisor', { attention })
  if (waiting === 0) return t('Everything is sent')
  return online
    ? t('{waiting} on their way', { waiting })
    : t('{waiting} saved here, sent when the network is back', { waiting })
}

export function age(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 1) return t('less than a minute')
  return minutes < 120 ? t('{minutes} minutes', { minutes }) : t('{floor} hours', { floor: Math.floor(minutes / 60) })
}

function standing(
  row: OutboxRow,
  online: boolean,
  hear: (sentence: string) => string,
): { tone: RowTone; state: string } {
  if (row.state === 'attention')
    return { tone: 'bad', state: row.problem ? hear(row.problem.detail) : t('Needs a supervisor') }
  if (row.state === 'waiting') return { tone: 'wait', state: online ? t('Sending') : t('Saved here') }
  return row.outcome === 'exception'
    ? { tone: 'warn', state: t('Recorded; the office looks at it') }
    : { tone: 'ok', state: t('Recorded') }
}

/** What a transaction says of its goods: in itself, or in the first of its lines. */
function goodsOf({ payload }: OutboxRow['envelope']): Record<string, unknown> {
  const lines = payload.lines ?? payload.produced
  return Array.isArray(lines) && lines.length === 1 ? { ...payload, ...(lines[0] as object) } : payload
}

function titleOf({ envelope }: OutboxRow): string {
  const { quantity, sku, found } = goodsOf(envelope)
  const verb = VERBS[envelope.type] ?? envelope.type
  const amount = quantity ?? (found === undefined ? undefined : t('found {found}', { found: String(found) }))
  return [verb, amount === undefined ? '' : String(amount), sku === undefined ? '' : `× ${String(sku)}`]
    .filter(Boolean)
    .join(' ')
}

function detailOf({ envelope, recordedAt }: OutboxRow): string {
  const { lot, orderExternalId } = goodsOf(envelope)
  const { from, to } = wayOf(envelope)
  const time = new Date(recordedAt).toLocaleTimeString(dateLocale, { hour: '2-digit', minute: '2-digit' })
  const parts = [
    time,
    lot && t('lot {lot}', { lot: String(lot) }),
    from,
    to && `→ ${String(to)}`,
    orderExternalId && t('order {orderExternalId}', { orderExternalId: String(orderExternalId) }),
  ]
  return parts.filter(Boolean).map(String).join(' · ')
}

function wayOf(envelope: OutboxRow['envelope']): { from?: unknown; to?: unknown } {
  const { location, from, to, unit, sscc } = goodsOf(envelope)
  if (envelope.type === 'pack') return { from, to: unit ?? sscc }
  return { from: location ?? from ?? unit, to }
}
