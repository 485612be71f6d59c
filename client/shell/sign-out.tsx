/** Leaving: it warns while something is unsent, and deletes nothing. */

import { useLiveQuery } from 'dexie-react-hooks'
import { LogOut } from 'lucide-react'
import { useEffect, useState } from 'react'
import { begunCount } from '../flows/count/begun.ts'
import { begunInspection } from '../flows/returns/inspect/begun.ts'
import { t } from '../language/t.ts'
import { backlog } from '../outbox/pending.ts'
import { Button, Card, Dialog } from '../ui/index.ts'
import { useFloor } from './floor.ts'

export interface SignOutProps {
  /** The badge of whoever takes the device over: their PIN is asked next. Null: nobody's was scanned. */
  next: string | null
  onStay(): void
}

/** In the address of home: asked at once. The office, which may not know the floor, leads here by it. */
const END_SHIFT = 'end-shift'

/** Asked at once where a badge was scanned and something begun would be lost; handed over at once where nothing would. */
export function SignOut({ next, onStay }: SignOutProps) {
  const { view, session, signOut, handOver } = useFloor()
  const [asked, setAsked] = useState(() => new URLSearchParams(location.search).has(END_SHIFT))
  useEffect(() => {
    // Whoever signs in next is not asked.
    if (new URLSearchParams(location.search).has(END_SHIFT)) history.replaceState(history.state, '', location.pathname)
  }, [])
  const begun = begunCount(session.sessionId)?.place?.code
  const inspection = begunInspection(session.sessionId)?.hand.goods.item.name
  const nothingLost = begun === undefined && inspection === undefined
  const open = asked || (next !== null && !nothingLost)
  const leave = () => void (next === null ? signOut() : handOver(next))
  useEffect(() => {
    if (next !== null && nothingLost) void handOver(next)
  }, [next, nothingLost, handOver])
  const stay = () => {
    setAsked(false)
    onStay()
  }
  const waiting = useLiveQuery(() => backlog(view.outbox), [view.outbox])?.waiting ?? 0
  return (
    <>
      <Button wide icon={<LogOut aria-hidden />} onPress={() => setAsked(true)}>
        {t('End shift')}
      </Button>
      <Dialog
        open={open}
        onClose={stay}
        title={t('End the shift of {name}?', { name: session.user.name })}
        actions={
          <>
            <Button onPress={stay}>{t('Stay')}</Button>
            <Button kind="primary" onPress={leave}>
              {t('End shift')}
            </Button>
          </>
        }
      >
        {waiting > 0 && (
          <Card tone="warn">
            {t('{waiting} not sent yet. They stay on this device and go when the network is there.', { waiting })}
          </Card>
        )}
        {begun !== undefined && (
          <Card tone="warn">{t('The count of {begun} is begun and not recorded. It would be lost.', { begun })}</Card>
        )}
        {inspection !== undefined && (
          <Card tone="warn">
            {t('The inspection of {inspection} is begun and not recorded. It would be lost.', { inspection })}
          </Card>
        )}
      </Dialog>
    </>
  )
}
