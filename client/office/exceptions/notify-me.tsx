/** Whether this browser tells of new exceptions while the office is closed. Nothing is shown where it cannot. */

import { Bell, BellOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { language } from '../../language/language.ts'
import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { useDesk } from '../desk.ts'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import { type NotificationState, notificationState, type PushServer, renew, turnOff, turnOn } from './notifications.ts'

const LABELS: Record<NotificationState, string> = {
  unsupported: '',
  refused: t('Notifications are blocked'),
  off: t('Notify me'),
  on: t('Notified here'),
}

/** The language that the server knows of. */
const TOLD_IN = 'lotline-notified-in'

export function NotifyMe() {
  const { api, newKey } = useDesk()
  const [state, setState] = useState<NotificationState>('unsupported')
  const [failure, setFailure] = useState<Error | null>(null)
  useEffect(() => {
    notificationState().then(setState, () => setState('unsupported'))
  }, [])
  useEffect(() => {
    if (state !== 'on' || localStorage.getItem(TOLD_IN) === language) return
    // Another time will do: it is told in the old language until then.
    renew(serverOf(api, newKey)).then(
      () => localStorage.setItem(TOLD_IN, language),
      () => {},
    )
  }, [state, api, newKey])
  if (state === 'unsupported') return null
  const change = async () => {
    setFailure(null)
    try {
      setState(await (state === 'on' ? turnOff : turnOn)(serverOf(api, newKey)))
    } catch (error) {
      setFailure(error as Error)
    }
  }
  return (
    <>
      <Action
        kind="quiet"
        icon={state === 'on' ? <Bell size={16} aria-hidden /> : <BellOff size={16} aria-hidden />}
        off={state === 'refused'}
        label={state === 'on' ? t('Notified here of new exceptions. Press to stop') : LABELS[state]}
        onPress={() => void change()}
      >
        {LABELS[state]}
      </Action>
      <Failure of={failure} />
    </>
  )
}

const serverOf = (api: Api, newKey: () => string): PushServer => ({
  publicKey: async () => (await api.get<{ publicKey: string }>('/notifications/key')).publicKey,
  subscribe: async (subscription) => {
    await api.send('PUT', '/notifications/subscription', { ...subscription, language }, newKey())
  },
  unsubscribe: async (endpoint) => {
    await api.send('POST', '/notifications/unsubscribe', { endpoint }, newKey())
  },
})
