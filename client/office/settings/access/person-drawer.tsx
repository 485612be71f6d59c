import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Input } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { useRequest } from '../../use-request.ts'
import { SettingForm } from '../section.tsx'
import settings from '../settings.module.css'
import type { NewBadge, Person } from './contract.ts'
import { BadgeOnce } from './once.tsx'
import { usePeople } from './queries.ts'
import { RoleChoices } from './role-choices.tsx'

export function PersonDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = usePeople()
  const [made, setMade] = useState<NewBadge | null>(null)
  const person = data?.items.find((one) => one.id === id)
  if (!person) return null
  if (made)
    return (
      <Drawer title={person.name} onClose={onClose}>
        <BadgeOnce made={made} onDone={() => setMade(null)} />
      </Drawer>
    )
  return (
    <Drawer title={person.name} note={person.disabled ? t('Disabled: may not sign in') : undefined} onClose={onClose}>
      <div className={settings.form}>
        <NameAndRoles person={person} />
        <OfficeEmail key={person.email ?? ''} person={person} />
        <Acts person={person} onMade={setMade} />
      </div>
    </Drawer>
  )
}

function NameAndRoles({ person }: { person: Person }) {
  const request = useRequest()
  const [name, setName] = useState(person.name)
  const [roles, setRoles] = useState(person.roles)
  const [saved, setSaved] = useState<string | null>(null)
  const body = { name: name.trim(), roles }
  const typed = JSON.stringify(body)
  const save = async () => {
    if (await request.send('POST', `/users/${person.id}/change`, body)) setSaved(typed)
  }
  return (
    <form className={settings.form} onSubmit={(event) => event.preventDefault()}>
      <Input label={t('Name')} value={name} onChange={setName} />
      <RoleChoices roles={roles} onChange={setRoles} />
      <Failure of={request.failure} />
      {saved === typed && <Note tone="ok">{t('Saved.')}</Note>}
      <div className={settings.actions}>
        <Action
          kind="primary"
          off={name.trim() === '' || roles.length === 0 || request.busy}
          onPress={() => void save()}
        >
          {request.busy ? t('Saving…') : t('Save name and roles')}
        </Action>
      </div>
    </form>
  )
}

function OfficeEmail({ person }: { person: Person }) {
  const [email, setEmail] = useState(person.email ?? '')
  return (
    <SettingForm path={`/users/${person.id}/oidc`} body={{ email: email.trim() || null }} verb={t('Save the e-mail')}>
      <Input
        label={t('E-mail at your company’s sign-in')}
        hint={
          person.hasEntered
            ? t('Has come in by it. Saving it anew lets the next who has it come in.')
            : t('May enter the office with it. Empty: may not.')
        }
        value={email}
        onChange={setEmail}
      />
    </SettingForm>
  )
}

type Act = 'sign-out' | 'badge' | 'disable' | 'enable'

const ACTS: Record<Act, { verb: string; title: (name: string) => string; say: string; danger?: boolean }> = {
  'sign-out': {
    verb: t('Sign out'),
    title: (name) => t('Sign {name} out everywhere?', { name }),
    say: t(
      'Every handheld and desk asks for badge and PIN again, within a minute where there is a network. What was recorded is kept and sent.',
    ),
  },
  badge: {
    verb: t('Make a new badge'),
    title: (name) => t('A new badge and PIN for {name}?', { name }),
    say: t('The old badge and its PIN open nothing from then on. The new ones are shown once.'),
    danger: true,
  },
  disable: {
    verb: t('Disable'),
    title: (name) => t('Disable {name}?', { name }),
    say: t(
      'They are signed out everywhere within a minute and cannot sign in again. What they recorded before is kept under their name; what they record later on a device without a network is told as an exception.',
    ),
    danger: true,
  },
  enable: {
    verb: t('Enable'),
    title: (name) => t('Let {name} in again?', { name }),
    say: t('Badge, PIN and roles are as they were.'),
  },
}

function Acts({ person, onMade }: { person: Person; onMade: (made: NewBadge) => void }) {
  const request = useRequest()
  const [asked, setAsked] = useState<Act | null>(null)
  const ask = (act: Act) => () => {
    request.forget()
    setAsked(act)
  }
  const carryOut = async (act: Act) => {
    const answer = await request.send<NewBadge>('POST', `/users/${person.id}/${act}`, {})
    if (!answer) return
    setAsked(null)
    if (act === 'badge') onMade(answer)
  }
  return (
    <div className={settings.form}>
      <h3 className={parts.heading}>{t('Access')}</h3>
      <div className={settings.actions}>
        <Action onPress={ask('badge')}>{t('New badge and PIN…')}</Action>
        {!person.disabled && <Action onPress={ask('sign-out')}>{t('Sign out everywhere…')}</Action>}
        {person.disabled ? (
          <Action onPress={ask('enable')}>{t('Enable…')}</Action>
        ) : (
          <Action kind="danger" onPress={ask('disable')}>
            {t('Disable…')}
          </Action>
        )}
      </div>
      {asked && (
        <Confirm
          title={ACTS[asked].title(person.name)}
          verb={ACTS[asked].verb}
          danger={ACTS[asked].danger}
          request={request}
          onConfirm={() => void carryOut(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{ACTS[asked].say}</p>
        </Confirm>
      )}
    </div>
  )
}
