import { t } from '../../../language/t.ts'
import { Tap } from '../../../ui/tap.tsx'
import { Action } from '../../ui/action.tsx'
import cell from '../../ui/cell.module.css'
import { rowPress } from '../../ui/row-press.ts'
import settings from '../settings.module.css'
import styles from './access.module.css'
import { peopleFile } from './access-files.ts'
import { AccessList } from './access-list.tsx'
import { usePeople } from './queries.ts'
import { rolesText } from './words.ts'

export interface PeopleSectionProps {
  at: string | null
  onOpen: (id: string) => void
  onAdd: () => void
  /** Several people at once: new ones, or badges for those that are there. */
  onMany: (what: 'people' | 'badges') => void
}

export function PeopleSection({ at, onOpen, onAdd, onMany }: PeopleSectionProps) {
  return (
    <AccessList
      title={t('People')}
      say={t(
        'Each has a badge and a PIN for the floor. Whoever is linked to an e-mail may also enter the office through your company’s sign-in, where one is set up.',
      )}
      found={usePeople()}
      add={{ word: t('Add a person'), press: onAdd }}
      file={peopleFile}
      more={
        <>
          <Action onPress={() => onMany('people')}>{t('Add several…')}</Action>
          <Action onPress={() => onMany('badges')}>{t('New badges for several…')}</Action>
        </>
      }
      first={t('Name')}
      between={[{ title: t('Roles') }, { title: t('Office e-mail'), aside: true }]}
      row={(person) => (
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
          <td className={cell.last}>{person.disabled ? t('Disabled') : t('May sign in')}</td>
        </tr>
      )}
    />
  )
}
