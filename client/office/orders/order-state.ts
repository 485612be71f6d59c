/** An order's state in words: what it is in, and beside it what is wrong. */
import type { OrderRow } from '../contract.ts'
import type { StateName } from '../ui/state.tsx'

export interface ShownState {
  name: StateName
  count?: number | undefined
}

type Figures = Pick<OrderRow, 'status' | 'atRisk' | 'backordered'>

export function orderStates({ status, atRisk, backordered }: Figures): ShownState[] {
  const own: StateName = status === 'committed' && atRisk === 0 ? 'ready' : status
  return [
    { name: own, ...(own === 'backordered' ? { count: backordered } : {}) },
    ...(atRisk > 0 ? [{ name: 'at-risk' as const, count: atRisk }] : []),
    ...(backordered > 0 && own !== 'backordered' ? [{ name: 'backordered' as const, count: backordered }] : []),
  ]
}

/** May lots be chosen for it now? */
export const canRelease = ({ status, committed }: Pick<OrderRow, 'status' | 'committed'>): boolean =>
  committed > 0 && status !== 'cancelled' && status !== 'shipped'

/** What has left cannot be called back; what is picked is put back by a task. */
export const canChange = ({ status }: Pick<OrderRow, 'status'>): boolean =>
  status !== 'cancelled' && status !== 'shipped'
