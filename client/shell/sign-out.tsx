/** Leaving: it warns while something is unsent, and deletes nothing. */

import { useLiveQuery } from 'dexie-react-hooks'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { begunCount } from '../flows/count/begun.ts'
import { begunInspection } from '../flows/returns/inspect/begun.ts'
import { t } from '../language/t.ts'
import { backlog } from '../outbox/pending.ts'
import { Button, Card, Dialog } from '../ui/index.ts'
import { useFloor } from './floor.ts'

export function SignOut() {
  const { view, session, signOut } = useFloor()
  const [open, setOpen] = useState(false)
  const begun = begunCount(session.sessionId)?.place?.code
  const inspection = begunInspection(session.sessionId)?.hand.goods.item.name
  const waiting = useLiveQuery(() => backlog(view.outbox), [view.outbox])?.waiting ?? 0
  return (
    <>
      <Button wide icon={<LogOut aria-hidden />} onPress={() => setOpen(true)}>
        {t('End shift')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('End the shift of {name}?', { name: session.user.name })}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t('Stay')}</Button>
            <Button kind="primary" onPress={() => void signOut()}>
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
