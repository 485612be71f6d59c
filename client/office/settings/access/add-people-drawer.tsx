/** Several new people at once, from a list: their badges are printed together. */
import { useMemo, useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { RowFaults, TextFileField } from '../../ui/pasted-rows.tsx'
import settings from '../settings.module.css'
import { BadgesOnce } from './once.tsx'
import { readPeople } from './people-rows.ts'
import { useGrants } from './queries.ts'
import { useBadges } from './use-badges.ts'
import { rolesText } from './words.ts'

export function AddPeopleDrawer({ onClose }: { onClose: () => void }) {
  const { roles } = useGrants()
  const badges = useBadges()
  const [text, setText] = useState('')
  const { people, faults } = useMemo(() => readPeople(text, roles), [text, roles])
  const add = () => badges.make(people.map((body) => ({ path: '/users', body })))
  if (badges.over && badges.made.length > 0)
    return (
      <Drawer title={t('{count} people added', { count: badges.made.length })} onClose={onClose}>
        <Failure of={badges.failure} />
        {badges.made.length < people.length && (
          <Note tone="bad">
            {t('Not added: {names}.', {
              names: people
                .slice(badges.made.length)
                .map(({ name }) => name)
                .join(', '),
            })}
          </Note>
        )}
        <BadgesOnce made={badges.made} onDone={onClose} />
      </Drawer>
    )
  return (
    <Drawer title={t('Several people')} onClose={onClose}>
      <form className={settings.form} onSubmit={(event) => event.preventDefault()}>
        <p className={parts.prose}>
          {t(
            'A line for each: the name, then the roles. Each gets a badge and a PIN, which are shown once, and printed together.',
          )}
        </p>
        <TextArea
          label={t('Names and roles')}
          hint={t('Maria Lopez, {role}', { role: rolesText(['picker']) })}
          rows={10}
          value={text}
          onChange={setText}
        />
        <TextFileField onText={setText} />
        <RowFaults faults={faults} />
        <Failure of={badges.failure} />
        <div className={settings.actions}>
          <Action
            kind="primary"
            off={people.length === 0 || faults.length > 0 || badges.busy}
            onPress={() => void add()}
          >
            {badges.busy ? t('Adding…') : verbOf(people.length)}
          </Action>
        </div>
      </form>
    </Drawer>
  )
}

const verbOf = (count: number): string => (count === 0 ? t('Add them') : t('Add {count} people', { count }))
