/** The head of a column whose rows can be selected: selects all that are shown, or none. */

import type { ReactNode } from 'react'
import { t } from '../../language/t.ts'
import table from './table.module.css'

export interface SelectAllHeadProps {
  all: boolean
  onToggleAll: (on: boolean) => void
  children: ReactNode
}

export function SelectAllHead({ all, onToggleAll, children }: SelectAllHeadProps) {
  return (
    <th scope="col" className={table.lead}>
      <label className={table.pick}>
        <input
          type="checkbox"
          className={table.check}
          checked={all}
          aria-label={t('Select all that are shown')}
          onChange={(event) => onToggleAll(event.target.checked)}
        />
        {children}
      </label>
    </th>
  )
}
