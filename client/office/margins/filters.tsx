import { t } from '../../language/t.ts'
import type { Address } from '../shell/address.ts'
import { FilterChip } from '../ui/chips.tsx'
import field from '../ui/field.module.css'
import { Tools } from '../ui/screen.tsx'
import { GROUPINGS, type MarginsView } from './margins-view.ts'

export function Filters({ view, change }: { view: MarginsView; change: Address['change'] }) {
  return (
    <Tools>
      <label className={field.filter}>
        {t('From')}
        <input type="date" value={view.from} onChange={(event) => change({ from: event.target.value })} />
      </label>
      <label className={field.filter}>
        {t('To')}
        <input type="date" value={view.to} onChange={(event) => change({ to: event.target.value })} />
      </label>
      <span className={field.filter}>{t('By')}</span>
      {GROUPINGS.map(({ id, label }) => (
        <FilterChip
          key={id}
          label={label}
          on={id === view.grouping.id}
          // Other groups have other rows, and may lack the column that was sorted by.
          onPress={() => change({ by: id, row: null, sort: null })}
        />
      ))}
    </Tools>
  )
}
