import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Input } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import { useRequest } from '../../use-request.ts'
import settings from '../settings.module.css'
import type { NewBadge } from './contract.ts'
import { BadgeOnce } from './once.tsx'
import { RoleChoices } from './role-choices.tsx'

const isPin = (text: string): boolean => text === '' || /^\d{4,12}$/.test(text)

export function AddPersonDrawer({ onClose }: { onClose: () => void }) {
  const request = useRequest()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<string[]>([])
  const [pin, setPin] = useState('')
  const [made, setMade] = useState<NewBadge | null>(null)
  const add = async () => {
    const body = { name: name.trim(), roles, ...(pin === '' ? {} : { pin }) }
    setMade(await request.send<NewBadge>('POST', '/users', body))
  }
  if (made)
    return (
      <Drawer title={made.name} onClose={onClose}>
        <BadgeOnce made={made} onDone={onClose} />
      </Drawer>
    )
  return (
    <Drawer title={t('A person')} onClose={onClose}>
      <form className={settings.form} onSubmit={(event) => event.preventDefault()}>
        <Input label={t('Name')} value={name} onChange={setName} />
        <RoleChoices roles={roles} onChange={setRoles} />
        <Input
          label={t('PIN')}
          inputMode="numeric"
          hint={t('4 to 12 digits. Left empty, one is made.')}
          error={isPin(pin) ? undefined : t('A PIN has 4 to 12 digits.')}
          value={pin}
          onChange={setPin}
        />
        <Failure of={request.failure} />
        <div className={settings.actions}>
          <Action
            kind="primary"
            off={name.trim() === '' || roles.length === 0 || !isPin(pin) || request.busy}
            onPress={() => void add()}
          >
            {request.busy ? t('Adding…') : t('Add the person')}
          </Action>
        </div>
      </form>
    </Drawer>
  )
}
