/** Orders that could not be followed whole are followed again where something has changed: an item was mapped, say. */
import { and, eq, lte } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { Problem } from '../../../problem.ts'
import { noteFailure } from '../../failures.ts'
import { applyOrder } from '../../intake/apply-order.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import { type ExchangeDeps, LeaseLost, type Partner } from './partner.ts'
import { platformOrderOf, readStanding } from './standing.ts'

export async function followDueOrders({ work, now, report }: ExchangeDeps, partner: Partner): Promise<void> {
  const { row, lease } = partner
  const due = await work.read(({ db, t: { platformOrders: o } }) =>
    db
      .select({ externalId: o.externalId })
      .from(o)
      .where(and(eq(o.connectorId, row.id), lte(o.dueAt, now()))),
  )
  for (const { externalId } of due)
    try {
      await work.run([lockOf(row.id)], async (tx) => {
        if (!(await renewLease(tx, lease))) throw new LeaseLost()
        await followAgain(tx, partner, externalId)
        await settle(tx, partner, externalId)
      })
    } catch (error) {
      if (error instanceof LeaseLost) throw error
      report(error, `order ${externalId} of connector ${row.id}`)
      await work.run([lockOf(row.id)], (tx) => putAside(tx, partner, externalId, error))
    }
}

async function followAgain(tx: Tx, partner: Partner, externalId: string): Promise<void> {
  const known = await readStanding(tx, partner.row.id, externalId)
  if (!known) return
  const changedAt = known.row.changedAt ?? tx.now
  await applyOrder(tx, partner.row, await platformOrderOf(tx, partner, externalId, known.standing, changedAt))
}

async function settle({ db, t: { platformOrders: o } }: Tx, { row }: Partner, externalId: string): Promise<void> {
  await db
    .update(o)
    .set({ dueAt: null })
    .where(and(eq(o.connectorId, row.id), eq(o.externalId, externalId)))
}

async function putAside(tx: Tx, partner: Partner, externalId: string, error: unknown): Promise<void> {
  const { row } = partner
  const { id: connectorId, warehouse } = row
  await settle(tx, partner, externalId)
  await noteFailure(tx, { warehouse, connectorId, about: 'order', subject: externalId }, 'open', {
    code: error instanceof Problem ? error.code : 'fault',
    detail: error instanceof Problem ? error.detail : 'It could not be followed because of a fault of this server.',
    advice: 'Put right what it says, then retry.',
  })
}
