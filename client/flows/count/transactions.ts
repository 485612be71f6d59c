/** What a count records: one fact about all that was looked at. */
import type { PayloadInput } from '../../../shared/transactions/index.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import type { CountState } from './state.ts'

export function countTransaction(state: CountState, location: string): NewTransaction {
  const { task, lines } = state
  return {
    type: 'count',
    payload: {
      ...(task === null ? {} : { taskId: task.id }),
      location,
      scope: scopeOf(state),
      lines: lines.map(({ item, lot, status, quantity }) => ({ sku: item.sku, lot, status, quantity })),
    },
  }
}

function scopeOf({ task, whole }: CountState): PayloadInput<'count'>['scope'] {
  if (whole || task === null || task.item === null) return 'location'
  const { sku } = task.item
  return task.scope === 'lot' ? { sku, lot: task.lot === '' ? null : task.lot } : { sku }
}
