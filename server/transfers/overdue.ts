/** Transfers that should have been there: a day after theirs, what is still under way is named, once. */
import { and, eq, lt } from 'drizzle-orm'
import { todayIn } from '../availability/local-date.ts'
import type { Work } from '../db/work.ts'
import { openRequest } from '../ledger/scene.ts'
import { goodsOf, lockTransfer, readTransfer } from './book.ts'
import { raiseMissing, underWay } from './differences.ts'

export async function nameOverdueTransfers(work: Work, warehouse: string, now: number): Promise<void> {
  const ids = await work.read(async (reader) => {
    const { transfers } = reader.t
    const today = await todayIn(reader, warehouse, now)
    const rows = await reader.db
      .select({ id: transfers.id })
      .from(transfers)
      .where(and(eq(transfers.toWarehouse, warehouse), eq(transfers.state, 'open'), lt(transfers.expectedOn, today)))
      .orderBy(transfers.id)
    return rows.map(({ id }) => id)
  })
  for (const id of ids)
    await work.run([], async (tx) => {
      await lockTransfer(tx, id)
      const transfer = await readTransfer(tx, id)
      const scene = openRequest(tx, warehouse, 'day')
      for (const goods of transfer ? await goodsOf(tx, id) : [])
        if (transfer && underWay(goods) > 0)
          await raiseMissing(scene, transfer, goods, `they should have been here on ${transfer.expectedOn}`)
    })
}
