/** The head of a column whose rows can be selected: selects all, or none. */

import { type ReactNode, useId } from 'react'
import { t } from '../../language/t.ts'
import type { Sorted } from './sort-head.tsx'
import { ariaSort, SortPress } from './sort-head.tsx'
import table from './table.module.css'

export interface SelectAllHeadProps {
  all: boolean
  onToggleAll: (on: boolean) => void
  /** Where the column can be sorted by. */
  sort?: { sorted: Sorted; onPress: () => void } | undefined
  children: ReactNode
}

export function SelectAllHead({ all, onToggleAll, sort, children }: SelectAllHeadProps) {
  const id = useId()
  const box = (
    <input
      id={id}
      type="checkbox"
      className={table.check}
      checked={all}
      aria-label={t('Select all that are shown')}
      onChange={(event) => onToggleAll(event.target.checked)}
    />
  )
  return (
    <th scope="col" className={table.lead} aria-sort={sort && ariaSort(sort.sorted)}>
      {sort ? (
        <span className={table.pick}>
          {box}
          <SortPress {...sort}>{children}</SortPress>
        </span>
      ) : (
        <label htmlFor={id} className={table.pick}>
          {box}
          {children}
        </label>
      )}
    </th>
  )
}
