/** Connects a platform to a channel. Its listings are mapped afterwards. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { faultOf } from '../fault.ts'
import { useChannels } from '../queries.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Input, Select } from '../ui/field.tsx'
import { Note } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { KINDS, kindOf } from './kinds.ts'
import styles from './platforms.module.css'
import { connectorPath } from './queries.ts'
import { setupToSend, typedSetup } from './setup-body.ts'
import { SetupFields } from './setup-fields.tsx'

export interface ConnectDialogProps {
  taken: readonly string[]
  onDone: (id: string) => void
  onClose: () => void
}

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/

export function ConnectDialog({ taken, onDone, onClose }: ConnectDialogProps) {
  const request = useRequest()
  const channels = useChannels()
  const [kind, setKind] = useState(() => kindOf(KINDS[0]?.kind ?? ''))
  const [typed, setTyped] = useState(() => typedSetup(null, kind))
  const { body, faults } = setupToSend(typed, kind, true)
  const id = typed.id.trim()
  const put = (next: typeof typed) => {
    request.forget()
    setTyped(next)
  }
  const choose = (name: string) => {
    const chosen = kindOf(name)
    setKind(chosen)
    const { id, channel, ordersSince, lagAware } = typed
    put({ ...typedSetup(null, chosen), id, channel, ordersSince, lagAware })
  }
  const nameError = nameFault(id, taken)
  const connect = async () => {
    if (await request.send('PUT', connectorPath(id), body)) onDone(id)
  }
  return (
    <Confirm
      title={t('Connect a platform')}
      verb={t('Connect')}
      off={body === null || nameError !== undefined}
      request={request}
      onConfirm={() => void connect()}
      onClose={onClose}
    >
      <div className={styles.dialog}>
        <div className={styles.pair}>
          <Select
            label={t('Kind')}
            value={kind.kind}
            onChange={choose}
            options={KINDS.map((one) => ({ value: one.kind, label: one.name }))}
          />
          <Input
            label={t('Name')}
            hint={t('Small letters, digits and dashes, such as tea-shop; it cannot be changed later')}
            error={nameError}
            value={typed.id}
            onChange={(text) => put({ ...typed, id: text })}
          />
        </div>
        <Select
          label={t('Channel')}
          hint={t('Whose orders they are, and whose promises it shows; it cannot be changed later')}
          value={typed.channel}
          onChange={(channel) => put({ ...typed, channel })}
          options={[
            { value: '', label: t('Choose…') },
            ...channels.map(({ channel, name }) => ({ value: channel, label: name })),
          ]}
        />
        {channels.length === 0 && (
          <Note tone="warn">{t('There is no channel yet. Make one first: PUT /channels/…')}</Note>
        )}
        <SetupFields
          kind={kind}
          typed={typed}
          faults={faults}
          fault={faultOf(request.failure)}
          isNew
          isAsked={false}
          onChange={put}
        />
      </div>
    </Confirm>
  )
}

function nameFault(id: string, taken: readonly string[]): string | undefined {
  if (id === '') return undefined
  if (!NAME.test(id)) return t('A name has 1 to 40 small letters, digits or dashes.')
  return taken.includes(id)
    ? t('There is a platform {id} already. Change that one, or give this one another name.', { id })
    : undefined
}
