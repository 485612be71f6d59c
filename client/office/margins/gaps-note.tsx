import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Note } from '../ui/note.tsx'
import styles from './margins.module.css'

/** What is not known is never taken for nothing: where costs are missing, the figures are too good. */
export function GapsNote({ count, onOpen }: { count: number; onOpen: () => void }) {
  if (count === 0) return null
  return (
    <Note tone="warn">
      <span className={styles.gaps}>
        {t('{count} postings could not be reckoned, whenever that was: without them, figures may be too good.', {
          count,
        })}
        <Action onPress={onOpen}>{t('What is missing')}</Action>
      </span>
    </Note>
  )
}
