import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { Action } from '../ui/action.tsx'
import { Select } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import type { ExceptionItem } from './contract.ts'
import styles from './exceptions.module.css'
import { exceptionPath, useOwners } from './queries.ts'

/** Who takes care of it: said with the choice. */
export function OwnerSelect({ exception: { id, owner, ownerName } }: { exception: ExceptionItem }) {
  const owners = useOwners()
  const { person } = useDesk()
  const request = useRequest()
  const give = (to: string | null) => void request.send('PUT', `${exceptionPath(id)}/owner`, { owner: to })
  const known = owners.some((one) => one.id === owner)
  return (
    <div className={styles.form}>
      <div className={styles.beside}>
        <Select
          label={t('Who takes care of it')}
          value={owner ?? ''}
          onChange={(to) => give(to === '' ? null : to)}
          options={[
            { value: '', label: t('Nobody yet') },
            ...owners.map((one) => ({ value: one.id, label: one.name })),
            ...(owner !== null && !known ? [{ value: owner, label: ownerName ?? owner }] : []),
          ]}
        />
        {ownerName !== person && (
          <Action off={request.busy} onPress={() => give('me')}>
            {t('I take it')}
          </Action>
        )}
      </div>
      <Failure of={request.failure} />
    </div>
  )
}
