/** What a request would do, without doing it: the unit is run, looked at, and rolled back. */
import type { Reader, Tx, Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { type Inventory, inventoryOf } from './inventory.ts'

export interface Preview {
  before: Inventory
  after: Inventory
  problem: { code: string; detail: string } | null
}

class Seen extends Error {
  constructor(readonly after: Inventory) {
    super('Rolled back: it was only looked at.')
  }
}

/** Throws what the request throws, but for a refusal for want of stock: that is part of the answer. */
export async function preview(
  work: Work,
  keys: readonly string[],
  { warehouse, sku }: { warehouse: string; sku: string },
  request: (tx: Tx) => Promise<unknown>,
): Promise<Preview> {
  let before: Inventory | undefined
  const look = (tx: Reader, now: number) => inventoryOf(tx, warehouse, sku, now)
  try {
    await work.run(keys, async (tx) => {
      before = await look(tx, tx.now).catch(async (error: unknown) => {
        // What is unknown to the look is so to the request, which says it in its own words.
        await request(tx)
        throw error
      })
      await request(tx)
      throw new Seen(await look(tx, tx.now))
    })
  } catch (error) {
    if (before && error instanceof Seen) return { before, after: error.after, problem: null }
    if (before && error instanceof Problem && error.status === 409)
      return { before, after: before, problem: { code: error.code, detail: error.detail } }
    throw error
  }
  throw new Error('A preview must not be committed.')
}
