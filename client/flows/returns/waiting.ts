import { isOutstanding, openReturns, waitingGoods } from '../../replica/returns.ts'
import type { View } from '../../replica/view.ts'

/** What home says: returns of which something is to come, and goods that wait to be inspected. */
export async function returnsWaiting(view: View): Promise<{ expected: number; goods: number }> {
  const [returns, goods] = await Promise.all([openReturns(view), waitingGoods(view)])
  return { expected: returns.filter(isOutstanding).length, goods: goods.length }
}
