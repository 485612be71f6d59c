/** Who may do what here: people with badge and PIN, the devices that they work on, and the keys of programs. */

import type { ReactNode } from 'react'
import { t } from '../../../language/t.ts'
import { useAddress } from '../../shell/address.ts'
import { Note } from '../../ui/note.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { useMayChange } from '../queries.ts'
import { AddPeopleDrawer } from './add-people-drawer.tsx'
import { AddPersonDrawer } from './add-person-drawer.tsx'
import { DevicesSection } from './devices-section.tsx'
import { KeyDrawer } from './key-drawer.tsx'
import { KeysSection } from './keys-section.tsx'
import { NewBadgesDrawer } from './new-badges-drawer.tsx'
import { PeopleSection } from './people-section.tsx'
import { PersonDrawer } from './person-drawer.tsx'

export function Access({ tools }: { tools: ReactNode }) {
  if (useMayChange()) return <Whole tools={tools} />
  return (
    <Screen title={t('Settings')} tools={tools}>
      <Scroll>
        <Note>{t('An administrator sees and changes who may work here.')}</Note>
      </Scroll>
    </Screen>
  )
}

function Whole({ tools }: { tools: ReactNode }) {
  const { params, change } = useAddress()
  const [person, add] = [params.get('person'), params.get('add')]
  const close = () => change({ person: null, add: null })
  return (
    <Screen title={t('Settings')} tools={tools} drawer={drawerOf(person, add, close)}>
      <Scroll>
        <PeopleSection
          at={person}
          onOpen={(id) => change({ person: id, add: null }, true)}
          onAdd={() => change({ person: null, add: 'person' }, true)}
          onMany={(what) => change({ person: null, add: what }, true)}
        />
        <DevicesSection />
        <KeysSection onAdd={() => change({ person: null, add: 'key' }, true)} />
      </Scroll>
    </Screen>
  )
}

function drawerOf(person: string | null, add: string | null, onClose: () => void): ReactNode {
  if (person !== null) return <PersonDrawer key={person} id={person} onClose={onClose} />
  if (add === 'person') return <AddPersonDrawer onClose={onClose} />
  if (add === 'people') return <AddPeopleDrawer onClose={onClose} />
  if (add === 'badges') return <NewBadgesDrawer onClose={onClose} />
  if (add === 'key') return <KeyDrawer onClose={onClose} />
  return null
}
