/** What a lot costs: what was paid for it, and each bill for getting it here. */

import { useQuery } from '@tanstack/react-query'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import type { LotName } from './contract.ts'
import { lotPath } from './queries.ts'

export interface CostLine {
  id: string
  /** freight, duty, … */
  kind: string
  /** Minor units of the lot's currency; a credit is negative. */
  amount: number
  reference: string | null
  note: string | null
  /** Carried over from a lot that it was made of. */
  through: string | null
  by: string
  at: string
}

export interface LotCost {
  /** Minor units; null: nobody has said what it was bought for. */
  costTotal: number | null
  landedTotal: number
  /** Base units that it is the cost of. */
  costQuantity: number
  currency: string | null
  lines: CostLine[]
}

export function useLotCost(lot: LotName) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['lot-cost', lot.sku, lot.lot],
    queryFn: ({ signal }) => api.get<LotCost>(`${lotPath(lot)}/cost`, signal),
  })
}

export const KIND_WORDS: Readonly<Record<string, string>> = {
  freight: t('Freight'),
  duty: t('Duty'),
  insurance: t('Insurance'),
  brokerage: t('Brokerage'),
  handling: t('Handling'),
  other: t('Other'),
  correction: t('Correction of the price'),
}

/** Minor units of one base unit; null: nobody knows. */
export const unitCostOf = ({ costTotal, landedTotal, costQuantity }: LotCost): number | null =>
  costTotal === null || costQuantity === 0 ? null : Math.round((costTotal + landedTotal) / costQuantity)
