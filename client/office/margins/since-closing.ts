/** A closed month: what was reported of it, and what has been entered for it since, summed. */

import { contributionOf, MARGIN_FIGURES, MARGIN_SUMS, type MarginSums, noSums } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import { FIGURE_WORDS } from './figures.ts'

export interface ChangedFigure {
  id: string
  label: string
  /** `money`: minor units; `units`: base units. */
  kind: 'money' | 'units'
  reported: number
  since: number
}

export function sumOf(rows: readonly MarginSums[]): MarginSums {
  const sums = noSums()
  for (const row of rows) for (const figure of MARGIN_SUMS) sums[figure] += row[figure]
  return sums
}

/** What is not what it was, and the contribution below it; empty: nothing was entered since. */
export function changesSince(rows: readonly MarginSums[], since: readonly MarginSums[]): ChangedFigure[] {
  if (since.length === 0) return []
  const [then, later] = [sumOf(rows), sumOf(since)]
  const figures = [
    { id: 'units', label: t('Units'), kind: 'units' as const, reported: then.units, since: later.units },
    ...MARGIN_FIGURES.map((id) => ({
      id,
      label: FIGURE_WORDS[id],
      kind: 'money' as const,
      reported: then[id],
      since: later[id],
    })),
  ]
  return [
    ...figures.filter((one) => one.since !== 0),
    {
      id: 'contribution',
      label: t('Contribution'),
      kind: 'money',
      reported: contributionOf(then),
      since: contributionOf(later),
    },
  ]
}

/** `month`: 2026-11; `today`: ISO date, where the stock is. */
export const isOver = (month: string, today: string): boolean => month < today.slice(0, 7)
