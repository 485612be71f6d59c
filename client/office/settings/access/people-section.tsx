import { Plus } from 'lucide-react'
import { Tap } from '../../../ui/tap.tsx'
import { Action } from '../../ui/action.tsx'
import cell from '../../ui/cell.module.css'
import { Failure } from '../../ui/note.tsx'
import { rowPress } from '../../ui/row-press.ts'
import table from '../../ui/table.module.css'
import { Section } from '../section.tsx'
import settings from '../settings.module.css'
import styles from './access.module.css'
import { usePeople } from './queries.ts'
import { rolesText } from './words.ts'

export interface PeopleSectionProps {
  at: string | null
  onOpen: (id: string) => void
  onAdd: () => void
}

export function PeopleSection({ at, onOpen, onAdd }: PeopleSectionProps) {
  const { data, error } = usePeople()
  return (
    <Section
      title="People"
      say="Each has a badge and a PIN for the floor. Whoever is linked to an e-mail may also enter the office through your company’s sign-in, where one is set up."
    >
      {!data && <Failure of={error} />}
      <div className={settings.actions}>
        <Action icon={<Plus aria-hidden />} onPress={onAdd}>
          Add a person
        </Action>
      </div>
      {data && data.items.length > 0 && (
        <div className={styles.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={settings.first}>
                  Name
                </th>
                <th scope="col">Roles</th>
                <th scope="col" className={styles.aside}>
                  Office e-mail
                </th>
                <th scope="col" className={cell.last}>
                  State
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((person) => (
                <tr
                  key={person.id}
                  data-at={person.id === at || undefined}
                  className={person.disabled ? styles.gone : undefined}
                  onClick={rowPress(() => onOpen(person.id))}
                >
                  <th scope="row" className={settings.first}>
                    <Tap className={cell.open} onPress={() => onOpen(person.id)}>
                      {person.name}
                    </Tap>
                  </th>
                  <td>{rolesText(person.roles)}</td>
                  <td className={styles.aside}>{person.email}</td>
                  <td className={cell.last}>{person.disabled ? 'Disabled' : 'May sign in'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
