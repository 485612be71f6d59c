/**
 * Orders that are to be followed once more, because somebody has mapped a listing or wants it tried again. Nobody can be asked
 * for them here: they are followed as they came last.
 */
import { and, asc, eq, lte } from 'drizzle-orm'
import * as v from 'valibot'
import type { Work } from '../../db/work.ts'
import { Problem } from '../../problem.ts'
import { waitMs } from '../backoff.ts'
import type { ConnectorRow } from '../connectors.ts'
import { noteFailure } from '../failures.ts'
import { lockOf } from '../intake/lease.ts'
import { restOrder } from './order-input.ts'
import { PUT_RIGHT, saidOf, takeOrder } from './take-order.ts'

interface Deps {
  work: Work
  now(): number
  random(): number
  report(error: unknown, about: string): void
}

/** Orders in one step. */
const ORDERS = 200

export async function takeAgain(deps: Deps, row: ConnectorRow): Promise<void> {
  const due = await deps.work.read(({ db, t: { platformOrders } }) =>
    db
      .select()
      .from(platformOrders)
      .where(and(eq(platformOrders.connectorId, row.id), lte(platformOrders.dueAt, deps.now())))
      .orderBy(asc(platformOrders.dueAt), asc(platformOrders.externalId))
      .limit(ORDERS),
  )
  for (const { externalId } of due) await takeOneAgain(deps, row, externalId)
}

async function takeOneAgain({ work, random, report }: Deps, row: ConnectorRow, externalId: string): Promise<void> {
  try {
    await work.run([lockOf(row.id)], async (tx) => {
      const { platformOrders } = tx.t
      const named = and(eq(platformOrders.connectorId, row.id), eq(platformOrders.externalId, externalId))
      const [kept] = await tx.db.select().from(platformOrders).where(named)
      const order = v.safeParse(restOrder, kept?.source)
      await tx.db.update(platformOrders).set({ dueAt: null }).where(named)
      if (order.success) await takeOrder(tx, row, order.output)
    })
  } catch (error) {
    const isProblem = error instanceof Problem
    if (!isProblem) report(error, `order ${externalId} of connector ${row.id}`)
    await work.run([lockOf(row.id)], async (tx) => {
      const { platformOrders } = tx.t
      const named = and(eq(platformOrders.connectorId, row.id), eq(platformOrders.externalId, externalId))
      const [kept] = await tx.db.select().from(platformOrders).where(named)
      const attempts = (kept?.attempts ?? 0) + 1
      await tx.db
        .update(platformOrders)
        .set({ attempts, dueAt: isProblem ? null : tx.now + waitMs(attempts, random) })
        .where(named)
      const thing = { warehouse: row.warehouse, connectorId: row.id, about: 'order' as const, subject: externalId }
      await noteFailure(tx, thing, 'open', isProblem ? { ...PUT_RIGHT, ...saidOf(error) } : FAULTY)
    })
  }
}

const FAULTY = {
  code: 'fault',
  detail: 'It could not be taken in because of a fault of this server; its log says more.',
  advice: 'It is tried again by itself. If it stays so, place the order by hand and report the fault.',
}
