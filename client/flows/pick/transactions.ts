/** What picking records. A fact stands by itself: it names item, lot, place and order, for a server that lost the task. */
import type { ShortReason } from '../../../shared/transactions/short-pick.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import type { OtherLot, PickJob, PickLine } from './machine.ts'

function about(job: PickJob, line: PickLine) {
  const orderId = line.orderId ?? job.orderId
  return {
    taskId: line.taskId,
    sku: line.sku,
    lot: line.lot === '' ? null : line.lot,
    location: line.location,
    ...(orderId === null ? {} : { orderId }),
    ...(line.lineId === null ? {} : { lineId: line.lineId }),
  }
}

/** `to`: the staging lane, or the order's tote. `other`: taken instead of the directed lot. */
export function pickOf(
  job: PickJob,
  line: PickLine,
  quantity: number,
  to: string,
  other: OtherLot | null = null,
): NewTransaction {
  const channel = line.channel ?? job.channel
  return {
    type: 'pick',
    payload: {
      ...about(job, line),
      ...(other === null ? {} : { lot: other.lot, location: other.location }),
      to,
      quantity,
      orderExternalId: line.orderName ?? job.orderName,
      ...(channel === undefined ? {} : { channel }),
      ...(other?.override ? { override: other.override } : {}),
    },
  }
}

/** `found`: of what this line asked for, with what was taken before. */
export const shortOf = (job: PickJob, line: PickLine, found: number, reason: ShortReason): NewTransaction => ({
  type: 'shortPick',
  payload: { ...about(job, line), found, reason },
})
