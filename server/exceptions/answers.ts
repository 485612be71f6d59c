/** Exceptions with all that a person needs to choose among them, read for a whole page at once. */
import { inArray } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { reversibleAmong } from '../inbox/reversible.ts'
import { exceptionAnswer } from './answer.ts'
import { countAnswer, doubtsAmong } from './doubts.ts'
import { endangeredBy } from './endangers.ts'
import { shortagesAmong } from './open-shortages.ts'
import { proposalsFor } from './proposals.ts'
import { putBacksOf } from './put-back.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import { returnsOf } from './returns-of.ts'

/** All of one warehouse. */
export async function answersOf(reader: Reader, warehouse: string, rows: readonly ExceptionRow[], now: number) {
  const shortages = await shortagesAmong(reader, warehouse, rows, now)
  const doubts = await doubtsAmong(reader, warehouse, rows)
  const endangered = await endangeredBy(reader, warehouse, rows, { shortages, doubts })
  const putBacks = await putBacksOf(reader, rows)
  const returns = await returnsOf(reader, rows)
  const reversible = await reversibleAmong(reader, defined(rows, 'transactionId'))
  const orders = await ordersNamed(reader, defined(rows, 'orderId'))
  const owners = await usersNamed(reader, defined(rows, 'owner'))
  return rows.map((row) => {
    const shortage = shortages.get(row.id)
    const doubt = doubts.get(row.id)
    const order = orders.get(row.orderId ?? '')
    return {
      ...exceptionAnswer(row, reversible.has(row.transactionId ?? '')),
      ownerName: owners.get(row.owner ?? '') ?? null,
      ageSeconds: Math.max(0, Math.round((now - row.openedAt) / 1000)),
      orderExternalId: order?.externalId ?? null,
      shipBy: order?.shipBy ?? null,
      proposals: shortage ? proposalsFor(row, shortage) : [],
      putBacks: putBacks.get(row.id),
      endangers: endangered.get(row.id),
      count: doubt && countAnswer(doubt),
      returnId: returns.get(row.id) ?? null,
    }
  })
}

const defined = (rows: readonly ExceptionRow[], column: 'transactionId' | 'orderId' | 'owner'): string[] => [
  ...new Set(rows.flatMap((row) => row[column] ?? [])),
]

async function ordersNamed({ db, t: { orders } }: Reader, ids: string[]) {
  if (ids.length === 0) return new Map<string, { externalId: string; shipBy: string | null }>()
  const rows = await db
    .select({ id: orders.id, externalId: orders.externalId, shipBy: orders.shipBy })
    .from(orders)
    .where(inArray(orders.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Names by id. */
export async function usersNamed({ db, t: { users } }: Reader, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
