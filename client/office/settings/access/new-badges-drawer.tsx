/** New badges and PINs for several people: the old ones open nothing any more. */
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import settings from '../settings.module.css'
import styles from './access.module.css'
import { BadgesOnce } from './once.tsx'
import { usePeople } from './queries.ts'
import { useBadges } from './use-badges.ts'
import { rolesText } from './words.ts'

export function NewBadgesDrawer({ onClose }: { onClose: () => void }) {
  const people = (usePeople().data?.items ?? []).filter(({ disabled }) => !disabled)
  const badges = useBadges()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const make = () => badges.make(chosen.map((id) => ({ path: `/users/${id}/badge`, body: {} })))
  if (badges.over && badges.made.length > 0)
    return (
      <Drawer title={t('{count} new badges', { count: badges.made.length })} onClose={onClose}>
        <Failure of={badges.failure} />
        <BadgesOnce made={badges.made} onDone={onClose} />
      </Drawer>
    )
  return (
    <Drawer title={t('New badges')} onClose={onClose}>
      <form className={settings.form} onSubmit={(event) => event.preventDefault()}>
        <Note tone="warn">
          {t('The old badges and PINs of whom you choose open nothing from then on. The new ones are shown once.')}
        </Note>
        <fieldset className={styles.group}>
          <legend className={parts.heading}>{t('Who gets a new badge')}</legend>
          {people.map(({ id, name, roles }) => (
            <Choice
              key={id}
              label={name}
              says={rolesText(roles)}
              on={chosen.includes(id)}
              onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
          ))}
        </fieldset>
        <Failure of={badges.failure} />
        <div className={settings.actions}>
          <Action kind="danger" off={chosen.length === 0 || badges.busy} onPress={() => void make()}>
            {badges.busy ? t('Making…') : verbOf(chosen.length)}
          </Action>
        </div>
      </form>
    </Drawer>
  )
}

const verbOf = (count: number): string => (count === 0 ? t('Make new badges') : t('Make {count} new badges', { count }))
