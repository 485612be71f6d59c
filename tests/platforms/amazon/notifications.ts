/** The queue between Amazon and the seller (SQS): at least once, in no order that can be relied on. */
import type { Faults } from './faults.ts'
import type { OrderChangeNotification } from './order-change.ts'

export type Notify = (notification: OrderChangeNotification) => Promise<void>

/** A message that was not deleted becomes visible again: the default of SQS. */
export const REDELIVERY_MS = 30_000

interface Waiting {
  notification: OrderChangeNotification
  at: number
}

export interface NotificationCounts {
  published: number
  delivered: number
  /** Deliveries whose promise was rejected. */
  rejected: number
}

export interface Notifications {
  publish(notification: OrderChangeNotification): void
  /** Delivers what is due, one after another; tells how many were taken. */
  deliver(): Promise<number>
  setDelay(milliseconds: number): void
  waiting(): number
  counts(): NotificationCounts
}

export function createNotifications(now: () => number, faults: Faults, notify: Notify): Notifications {
  let queue: Waiting[] = []
  let delay = 0
  const counts: NotificationCounts = { published: 0, delivered: 0, rejected: 0 }
  const enqueue = (notification: OrderChangeNotification) =>
    queue.push({ notification, at: now() + delay + faults.late('notificationLate') })
  function publish(notification: OrderChangeNotification): void {
    counts.published += 1
    if (faults.strikes('notificationLost')) return
    enqueue(notification)
    if (faults.strikes('notificationDuplicate')) enqueue(notification)
  }
  async function deliver(): Promise<number> {
    const time = now()
    const due = queue.filter(({ at }) => at <= time).toSorted((a, b) => a.at - b.at)
    // Taken out first, so that a tick within a tick delivers nothing twice.
    queue = queue.filter(({ at }) => at > time)
    let taken = 0
    for (const { notification } of due) {
      const accepted = await notify(structuredClone(notification)).then(
        () => true,
        () => false,
      )
      if (accepted) taken += 1
      else queue.push({ notification, at: now() + REDELIVERY_MS })
      counts[accepted ? 'delivered' : 'rejected'] += 1
    }
    return taken
  }
  return {
    publish,
    deliver,
    setDelay: (milliseconds) => {
      delay = milliseconds
    },
    waiting: () => queue.length,
    counts: () => ({ ...counts }),
  }
}
