import { X } from 'lucide-react'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { Action } from '../ui/action.tsx'
import { Input } from '../ui/field.tsx'
import { codesIn } from './codes.ts'
import styles from './counts.module.css'

export interface CodesFieldProps {
  label: string
  hint: string
  known?: readonly string[] | undefined
  codes: readonly string[]
  /** What is typed and not added yet counts as well. */
  typed: string
  error?: string | undefined
  onChange: (codes: string[], typed: string) => void
}

/** Several codes: typed one after the other, or pasted from a list. */
export function CodesField({ label, hint, known, codes, typed, error, onChange }: CodesFieldProps) {
  const add = () => onChange([...new Set([...codes, ...codesIn(typed)])], '')
  return (
    <form
      className={styles.codes}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <div className={styles.add}>
        <Input
          label={label}
          hint={hint}
          error={error}
          list={known}
          value={typed}
          onChange={(text) => onChange([...codes], text)}
        />
        <Action off={codesIn(typed).length === 0} onPress={add}>
          {t('Add')}
        </Action>
      </div>
      {codes.length > 0 && (
        <ul className={styles.chosen} aria-label={label}>
          {codes.map((code) => (
            <li key={code}>
              {code}
              <RemoveCode
                code={code}
                onPress={() =>
                  onChange(
                    codes.filter((one) => one !== code),
                    typed,
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

const RemoveCode = ({ code, onPress }: { code: string; onPress: () => void }) => (
  <Tap className={styles.remove} aria-label={t('Leave out {code}', { code })} onPress={onPress}>
    <X size={14} aria-hidden />
  </Tap>
)
