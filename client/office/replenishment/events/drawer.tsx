/** Promotions and events: their days are no usual ones, neither for what was learned nor for what is to come. */

import { CalendarRange, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { spoken } from '../../../language/spoken.ts'
import { t } from '../../../language/t.ts'
import { useChannelName } from '../../queries.ts'
import { Action, IconAction } from '../../ui/action.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Failure } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { useRequest } from '../../use-request.ts'
import { useToday } from '../../warehouse.ts'
import type { DemandEvent } from '../contract.ts'
import { useDemandEvents, useMayPlan } from '../queries.ts'
import { aboutText, whenText } from './event-body.ts'
import { EventDialog } from './event-dialog.tsx'
import styles from './events.module.css'

export function EventsDrawer({ onClose }: { onClose: () => void }) {
  const { data, error } = useDemandEvents()
  const may = useMayPlan()
  const today = useToday()
  const [adding, setAdding] = useState(false)
  const events = data?.items.toSorted((a, b) => b.from.localeCompare(a.from)) ?? []
  const [ahead, over] = [events.filter(({ to }) => to >= today), events.filter(({ to }) => to < today)]
  return (
    <Drawer title={t('Promotions and events')} onClose={onClose}>
      <p className={parts.prose}>
        {t(
          'On these days more or less is asked for than usual. What is past does not mislead the forecast; what is ahead is reckoned with.',
        )}
      </p>
      {may && (
        <div>
          <Action kind="primary" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
            {t('Mark days…')}
          </Action>
        </div>
      )}
      {!data && <Failure of={error} />}
      {data && events.length === 0 && <p className={parts.prose}>{t('No day is marked yet.')}</p>}
      <Marks title={t('Now and ahead')} events={ahead.toReversed()} />
      <Marks title={t('Past')} events={over} isOver />
      {adding && <EventDialog today={today} onClose={() => setAdding(false)} />}
    </Drawer>
  )
}

interface MarksProps {
  title: string
  events: readonly DemandEvent[]
  isOver?: boolean
}

function Marks({ title, events, isOver = false }: MarksProps) {
  const nameOf = useChannelName()
  const may = useMayPlan()
  const [removing, setRemoving] = useState<DemandEvent | null>(null)
  if (events.length === 0) return null
  return (
    <>
      <h3 className={parts.heading}>{title}</h3>
      <ul className={parts.cards}>
        {events.map((event) => (
          <li key={event.id} className={`${parts.card} ${styles.mark}`}>
            <CalendarRange size={18} aria-hidden />
            <div>
              <b>{event.name}</b>
              <p>
                {spoken(event.kind)}, {whenText(event)}
              </p>
              <p className={parts.say}>{aboutText(event, nameOf, isOver)}</p>
            </div>
            {may && (
              <IconAction
                label={t('Remove {name}', { name: event.name })}
                icon={<X aria-hidden />}
                onPress={() => setRemoving(event)}
              />
            )}
          </li>
        ))}
      </ul>
      {removing && <RemoveDialog event={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

function RemoveDialog({ event, onClose }: { event: DemandEvent; onClose: () => void }) {
  const request = useRequest()
  const remove = async () => {
    if (await request.send('DELETE', `/demand/events/${encodeURIComponent(event.id)}`, undefined)) onClose()
  }
  return (
    <Confirm
      title={t('Remove {name}?', { name: event.name })}
      verb={t('Remove')}
      danger
      request={request}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t('Its days count as usual ones again, and the figures are made anew.')}</p>
    </Confirm>
  )
}
