/** Which orders an entry of the feed may have changed. */
import type { FeedChange } from '../../db/work.ts'

export function changedOrders(entries: readonly string[]): string[] {
  const found = new Set<string>()
  for (const change of entries.flatMap((text) => JSON.parse(text) as FeedChange[])) {
    if (change.table === 'orders') found.add(change.key)
    // A line that has gone has gone with its order.
    else if (change.table === 'orderLines' && change.value) found.add(change.value.orderId)
  }
  return [...found]
}
