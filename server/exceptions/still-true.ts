/** What the ledger itself still contradicts cannot be declared settled: it closes by itself when the cause is gone. */
import { and, eq, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../db/work.ts'
import { readLine } from '../orders/lines.ts'
import { Problem } from '../problem.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import { pickedFor } from './remedies/standing.ts'

/** Why it is still true, in a sentence that says what to do; null: it is not, or nobody but a person can tell. */
export async function stillTrue(tx: Tx, row: ExceptionRow): Promise<string | null> {
  switch (row.type) {
    case 'negative-stock':
      return (await isNegative(tx, row))
        ? `The ledger still has less than nothing at ${row.location}. Count it, or record what is missing.`
        : null
    case 'refused-transaction':
    case 'sequence-reused':
      return (await isParked(tx, row)) ? 'The transaction is still parked. Resubmit it, or dismiss it.' : null
    case 'unconfirmed-lot':
      return (await isUnconfirmed(tx, row))
        ? 'This lot is still not known. Complete it, or merge it into another.'
        : null
    case 'held-lot-moved':
    case 'expired-lot-picked':
      return (await pickedFor({ tx }, row)).length > 0
        ? 'Some of the lot still stands ready for this order. Have it put back first.'
        : null
    case 'short-pick':
      return ((await readLine({ tx, warehouse: row.warehouse }, row.subject))?.committed ?? 0) > 0
        ? 'The line is still short.'
        : null
    case 'oversold':
      return ((await readLine({ tx, warehouse: row.warehouse }, row.subject))?.backordered ?? 0) > 0
        ? 'The line is still backordered.'
        : null
    case 'at-risk':
    case 'protection-short':
      return row.detail
    default:
      return null
  }
}

export async function refuseWhileTrue(tx: Tx, row: ExceptionRow): Promise<void> {
  const why = await stillTrue(tx, row)
  if (why === null) return
  const parked = row.type === 'refused-transaction' || row.type === 'sequence-reused'
  throw new Problem(409, 'still-true', why, parked ? { refused: row.transactionId } : {})
}

async function isNegative({ db, t }: Reader, row: ExceptionRow): Promise<boolean> {
  const [found] = await db
    .select({ sku: t.stock.sku })
    .from(t.stock)
    .where(
      and(
        eq(t.stock.warehouse, row.warehouse),
        eq(t.stock.sku, row.sku ?? ''),
        eq(t.stock.lot, row.lot ?? ''),
        eq(t.stock.location, row.location ?? ''),
        sql`${t.stock.quantity} < 0`,
      ),
    )
    .limit(1)
  return found !== undefined
}

async function isParked({ db, t }: Reader, row: ExceptionRow): Promise<boolean> {
  const [found] = await db
    .select({ state: t.inbox.state })
    .from(t.inbox)
    .where(eq(t.inbox.id, row.transactionId ?? ''))
  return found?.state === 'parked'
}

/** Of a lot that nothing is here of any more, nothing is to be known. */
async function isUnconfirmed({ db, t }: Reader, row: ExceptionRow): Promise<boolean> {
  const [sku, lot] = [row.sku ?? '', row.lot ?? '']
  const [known] = await db
    .select({ confirmed: t.lots.confirmed })
    .from(t.lots)
    .where(and(eq(t.lots.sku, sku), eq(t.lots.lot, lot)))
  if (known?.confirmed) return false
  const [standing] = await db
    .select({ quantity: t.stock.quantity })
    .from(t.stock)
    .where(and(eq(t.stock.sku, sku), eq(t.stock.lot, lot), sql`${t.stock.inHouse} and ${t.stock.quantity} <> 0`))
    .limit(1)
  return standing !== undefined
}
