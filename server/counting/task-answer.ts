/** A count task as it is answered: where to look and at what, never what should be there. */
import type { TaskRow } from '../picking/tasks.ts'

export type CountTaskAnswer = ReturnType<typeof countTaskAnswer>

export const countTaskAnswer = (task: TaskRow) => ({
  id: task.id,
  kind: 'count' as const,
  state: task.state,
  location: task.location,
  scope: task.scope,
  sku: task.sku === '' ? null : task.sku,
  lot: task.scope === 'lot' ? (task.lot === '' ? null : task.lot) : null,
  origin: task.origin,
  blind: task.hiddenFrom !== 'nobody',
  device: task.deviceId,
  createdAt: new Date(task.createdAt).toISOString(),
})
