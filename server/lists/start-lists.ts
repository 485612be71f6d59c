/** The long lists in a thread beside the server: one, because the figures that stock is sorted by are kept in it. */
import { startThreads } from '../threads/asked.ts'
import type { ListingAsk } from './listing-thread.ts'
import type { Lists } from './lists.ts'

export function startLists(database: string): Lists & { close(): Promise<void> } {
  const threads = startThreads<ListingAsk>('listing-thread', database, 1)
  return {
    stock: (...words) => threads.ask({ list: 'stock', words }),
    orders: (...words) => threads.ask({ list: 'orders', words }),
    lots: (...words) => threads.ask({ list: 'lots', words }),
    exceptions: (...words) => threads.ask({ list: 'exceptions', words }),
    exceptionCounts: (...words) => threads.ask({ list: 'exceptionCounts', words }),
    close: threads.close,
  }
}
