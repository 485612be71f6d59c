/** Opens and closes exceptions. At most one is open for a type and subject: a second finding renews the first. */
import { and, eq, sql } from 'drizzle-orm'
import { inList, listing } from '../db/listed.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { type ExceptionType, exceptionKinds } from './types.ts'

export interface NewException {
  type: ExceptionType
  /** What it is about, such as a stock key: decides whether this is a new contradiction or a known one. */
  subject: string
  /** One sentence: what contradicts what. */
  detail: string
  sku?: string | undefined
  lot?: string | undefined
  location?: string | undefined
  orderId?: string | undefined
  transactionId?: string | undefined
}

const settledBecause = (why: string) => ({ remedy: 'settled', note: why, by: 'ledger' })

const statements = ((db, t) => ({
  open: prepared(
    'exceptions_open',
    db
      .insert(t.exceptions)
      .values({
        id: sql.placeholder('id'),
        warehouse: sql.placeholder('warehouse'),
        type: sql.placeholder('type'),
        severity: sql.placeholder('severity'),
        state: 'open',
        subject: sql.placeholder('subject'),
        detail: sql.placeholder('detail'),
        sku: sql.placeholder('sku'),
        lot: sql.placeholder('lot'),
        location: sql.placeholder('location'),
        orderId: sql.placeholder('orderId'),
        transactionId: sql.placeholder('transactionId'),
        remedies: sql.placeholder('remedies'),
        openedAt: sql.placeholder('openedAt'),
      })
      .onConflictDoUpdate({
        target: [t.exceptions.warehouse, t.exceptions.type, t.exceptions.subject],
        targetWhere: sql`state = 'open'`,
        set: { detail: sql`excluded.detail`, transactionId: sql`excluded.transaction_id` },
      })
      .returning({ id: t.exceptions.id }),
  ),
  close: prepared(
    'exceptions_close',
    db
      .update(t.exceptions)
      .set({
        state: 'resolved',
        resolvedAt: sql`${sql.placeholder('now')}`,
        resolution: sql`${sql.placeholder('resolution')}`,
      })
      .where(
        and(
          eq(t.exceptions.warehouse, sql.placeholder('warehouse')),
          eq(t.exceptions.type, sql.placeholder('type')),
          eq(t.exceptions.subject, sql.placeholder('subject')),
          // As the index says it: with a parameter here its partial index would not be used.
          sql`${t.exceptions.state} = 'open'`,
        ),
      ),
  ),
  closeAll: prepared(
    'exceptions_close_all',
    db
      .update(t.exceptions)
      .set({
        state: 'resolved',
        resolvedAt: sql`${sql.placeholder('now')}`,
        resolution: sql`${sql.placeholder('resolution')}`,
      })
      .where(
        and(
          eq(t.exceptions.warehouse, sql.placeholder('warehouse')),
          eq(t.exceptions.type, sql.placeholder('type')),
          inList(db, t.exceptions.subject),
          sql`${t.exceptions.state} = 'open'`,
        ),
      ),
  ),
})) satisfies Statements<unknown>

export interface Opened {
  id: string
  type: ExceptionType
  /** It was open already. */
  renewed: boolean
}

export async function openException(tx: Tx, warehouse: string, found: NewException): Promise<Opened> {
  const kind = exceptionKinds[found.type]
  const id = tx.newId()
  const [row] = await tx.statements(statements).open.execute({
    id,
    warehouse,
    type: found.type,
    severity: kind.severity,
    subject: found.subject,
    detail: found.detail,
    sku: found.sku ?? null,
    lot: found.lot ?? null,
    location: found.location ?? null,
    orderId: found.orderId ?? null,
    transactionId: found.transactionId ?? null,
    remedies: [...kind.remedies],
    openedAt: tx.now,
  })
  if (!row) throw new Error('An exception was neither opened nor renewed.')
  return { id: row.id, type: found.type, renewed: row.id !== id }
}

/** Its cause is gone: the ledger closes it by itself. `why`: one sentence. Nothing happens where none is open. */
export async function closeException(
  tx: Tx,
  warehouse: string,
  type: ExceptionType,
  subject: string,
  why: string,
): Promise<void> {
  const resolution = JSON.stringify(settledBecause(why))
  await tx.statements(statements).close.execute({ warehouse, type, subject, now: tx.now, resolution })
}

/** The same for several subjects. */
export async function closeExceptions(
  tx: Tx,
  warehouse: string,
  type: ExceptionType,
  subjects: readonly string[],
  why: string,
): Promise<void> {
  const [only] = subjects
  if (only === undefined) return
  if (subjects.length === 1) return closeException(tx, warehouse, type, only, why)
  const named = listing(
    tx.t.exceptions,
    subjects.map((subject) => ({ subject })),
  )
  const resolution = JSON.stringify(settledBecause(why))
  await tx.statements(statements).closeAll.execute({ warehouse, type, now: tx.now, resolution, ...named })
}
