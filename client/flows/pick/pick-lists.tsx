/** The lists that are with this device, those begun first. */

import { useLiveQuery } from 'dexie-react-hooks'
import { useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import type { Scan } from '../../../shared/barcode/scan.ts'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import { freePickLists, type PickWork, pickWork } from '../../replica/view.ts'
import { Chip } from '../../shell/chip.tsx'
import { useFloor } from '../../shell/floor.ts'
import { Notices } from '../../shell/notices.tsx'
import { useScan } from '../../shell/use-scan.ts'
import { Card, createBand, EmptyState, Frame, List, Row, ScanBand } from '../../ui/index.ts'
import { jobOf } from './job.ts'
import { listName } from './list-name.ts'
import type { PickJob } from './machine.ts'

const begun = (work: PickWork): boolean => work.tasks.some((task) => task.done > 0)
const left = (work: PickWork): number => work.tasks.filter((task) => task.remaining > 0).length

/** `isLeaving`: a list is being opened already, and scans are for that one. */
export function PickLists({ isLeaving, onStart }: { isLeaving: boolean; onStart(job: PickJob): void }) {
  const { view, credential, sync, signal, scanContext } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const status = useSyncExternalStore(sync.subscribe, sync.status)
  const works = useLiveQuery(() => pickWork(view, credential.deviceId), [view, credential.deviceId])
  const free = useLiveQuery(() => freePickLists(view), [view]) ?? []
  const open = (works ?? []).filter((work) => left(work) > 0).sort((a, b) => Number(begun(b)) - Number(begun(a)))
  const [isOpening, setOpening] = useState(false)
  const start = (work: PickWork) => {
    setOpening(true)
    void jobOf(view, work, scanContext().today)
      .then(onStart)
      .finally(() => setOpening(false))
  }
  const readScan = (scan: Scan) => {
    const found = open.find(({ orders }) => orders.some((order) => order.externalId === scan.code))
    if (found) return start(found)
    band.show('wrong', t('{code} is not on your lists', { code: scan.code.slice(0, 24) }))
    signal('wrong')
  }
  useScan(band, readScan, { isLeaving: isLeaving || isOpening })
  return (
    <Frame
      title={t('Pick')}
      onBack={() => navigate('/')}
      backLabel={t('Back')}
      chip={<Chip />}
      band={
        <ScanBand
          say={open.length > 0 ? t('Choose a list, or scan its order') : t('No picks here')}
          band={band}
          quiet={open.length === 0}
        />
      }
      notice={<Notices />}
    >
      {works && open.length === 0 && <EmptyState say={emptyWords(free.length, status.online)} />}
      <List>
        {open.map((work) => (
          <Row
            key={work.list.id}
            title={work.orders.length === 1 ? `${listName(work)} · ${work.orders[0]?.customer}` : listName(work)}
            detail={detailOf(work)}
            value={t('{tasks} of {tasks2}', { tasks: work.tasks.length - left(work), tasks2: work.tasks.length })}
            hot={begun(work)}
            state={begun(work) ? t('Begun') : undefined}
            tone={begun(work) ? 'wait' : 'plain'}
            onPress={() => start(work)}
          />
        ))}
      </List>
      {open.length > 0 && free.length > 0 && (
        <Card>{t('{count} more lists wait. They come as these are finished.', { count: free.length })}</Card>
      )}
    </Frame>
  )
}

function detailOf({ orders }: PickWork): string {
  const channels = [...new Set(orders.map((order) => order.channel))].join(', ')
  const due = orders.flatMap((order) => (order.shipBy === null ? [] : [order.shipBy.slice(0, 10)])).sort()[0]
  return [channels, due && t('ship by {date}', { date: dayText(due) })].filter(Boolean).join(' · ')
}

function emptyWords(free: number, online: boolean): string {
  if (free === 0) return t('No pick list waits.')
  return online
    ? t('A pick list is being fetched.')
    : t('{free} lists wait. They come when the network is back.', { free })
}
