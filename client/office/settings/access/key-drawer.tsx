import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { useRequest } from '../../use-request.ts'
import settings from '../settings.module.css'
import styles from './access.module.css'
import { KeyOnce } from './once.tsx'
import { useGrants } from './queries.ts'
import { roleLabel } from './words.ts'

const SCOPED = 'scopes'

/** With single scopes, or with all that a role may. */
export function KeyDrawer({ onClose }: { onClose: () => void }) {
  const request = useRequest()
  const grants = useGrants()
  const [name, setName] = useState('')
  const [kind, setKind] = useState(SCOPED)
  const [scopes, setScopes] = useState<string[]>([])
  const [until, setUntil] = useState('')
  const [token, setToken] = useState<string | null>(null)
  const body = {
    name: name.trim(),
    ...(kind === SCOPED ? { scopes } : { role: kind }),
    // The whole of that day, where it is made.
    ...(until === '' ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
  }
  const make = async () => setToken((await request.send<{ token: string }>('POST', '/api-keys', body))?.token ?? null)
  if (token !== null)
    return (
      <Drawer title={name} onClose={onClose}>
        <KeyOnce token={token} onDone={onClose} />
      </Drawer>
    )
  const options = [
    { value: SCOPED, label: t('Only what is chosen here') },
    ...grants.roles.map((role) => ({
      value: role,
      label: t('All that a {role} may', { role: roleLabel(role).toLowerCase() }),
    })),
  ]
  return (
    <Drawer title={t('An API key')} onClose={onClose}>
      <form className={settings.form} onSubmit={(event) => event.preventDefault()}>
        <Input label={t('Name')} hint={t('Which program has it')} value={name} onChange={setName} />
        <Select label={t('May do')} value={kind} onChange={setKind} options={options} />
        {kind === SCOPED && (
          <fieldset className={styles.scopes}>
            <legend className={parts.heading}>{t('Scopes')}</legend>
            {[...grants.scopes].sort().map((scope) => (
              <Choice
                key={scope}
                dense
                label={scope}
                on={scopes.includes(scope)}
                onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
              />
            ))}
          </fieldset>
        )}
        <Input
          label={t('Last day')}
          type="date"
          hint={t('Left empty, until it is revoked')}
          value={until}
          onChange={setUntil}
        />
        <Failure of={request.failure} />
        <div className={settings.actions}>
          <Action
            kind="primary"
            off={name.trim() === '' || (kind === SCOPED && scopes.length === 0) || request.busy}
            onPress={() => void make()}
          >
            {request.busy ? t('Making…') : t('Make the key')}
          </Action>
        </div>
      </form>
    </Drawer>
  )
}
