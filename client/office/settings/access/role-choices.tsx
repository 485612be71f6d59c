import { t } from '../../../language/t.ts'
import { Choice } from '../../ui/choice.tsx'
import parts from '../../ui/parts.module.css'
import styles from './access.module.css'
import { useGrants } from './queries.ts'
import { roleLabel, roleSays } from './words.ts'

export interface RoleChoicesProps {
  roles: readonly string[]
  onChange: (roles: string[]) => void
}

/** What a person may do is the sum of their roles. */
export function RoleChoices({ roles, onChange }: RoleChoicesProps) {
  const grants = useGrants()
  return (
    <fieldset className={styles.group}>
      <legend className={parts.heading}>{t('Roles')}</legend>
      {grants.roles.map((role) => (
        <Choice
          key={role}
          label={roleLabel(role)}
          says={roleSays(role)}
          on={roles.includes(role)}
          onChange={(on) => onChange(on ? [...roles, role] : roles.filter((one) => one !== role))}
        />
      ))}
    </fieldset>
  )
}
