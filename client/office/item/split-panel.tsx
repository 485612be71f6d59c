/** How scarce stock of an item is best shared out: proposed with its reasons, decided by a person. */
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'
import { useSplit } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Select } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import styles from './form.module.css'
import split from './split.module.css'
import { SplitForm } from './split-form.tsx'
import { DAYS, daysIn, situationOf } from './split-view.ts'

export interface SplitPanelProps {
  item: Inventory
  /** Null: until the next planned receipt. */
  days: number | null
  onDays: (days: number | null) => void
  onClose: () => void
}

const CHOICES = [
  { value: '', label: t('Until the next receipt') },
  ...DAYS.map((days) => ({ value: String(days), label: t('{count} days', { count: days }) })),
]

export function SplitPanel({ item, days, onDays, onClose }: SplitPanelProps) {
  const { data, error, dataUpdatedAt, refetch } = useSplit(item.sku, days)
  return (
    <section className={styles.form} aria-label={t('Share out scarce stock')}>
      <h3 className={styles.title}>{t('Share out scarce stock')}</h3>
      {data && <p>{situationOf(data, days !== null)}</p>}
      <div className={split.choice}>
        <Select
          label={t('For how long')}
          value={days === null ? '' : String(days)}
          onChange={(value) => onDays(daysIn(value))}
          options={CHOICES}
        />
      </div>
      <Failure of={error} />
      {data?.withheld != null && <Note>{data.withheld}</Note>}
      {data && data.withheld === null ? (
        // Another proposal is decided about anew.
        <SplitForm key={dataUpdatedAt} split={data} item={item} onAgain={() => void refetch()} onClose={onClose} />
      ) : (
        <div className={styles.actions}>
          <Action onPress={onClose}>{t('Leave it')}</Action>
        </div>
      )}
    </section>
  )
}
