/** What was read is written down, order by order: one that cannot be followed keeps no other from it. */
import { and, eq } from 'drizzle-orm'
import type { Work } from '../../db/work.ts'
import { Problem } from '../../problem.ts'
import { waitMs } from '../backoff.ts'
import type { Changes, Odd, Stamp } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { noteFailure } from '../failures.ts'
import { applyOrder } from './apply-order.ts'
import { askFor } from './due.ts'
import { type Lease, lockOf, renewLease } from './lease.ts'
import type { PlatformOrder } from './platform-order.ts'

interface Deps {
  work: Work
  now(): number
  random(): number
  report(error: unknown, about: string): void
}

export async function applyAll(
  deps: Deps,
  row: ConnectorRow,
  orders: readonly PlatformOrder[],
  lease: Lease,
): Promise<void> {
  for (const order of orders) await applyOne(deps, row, order, lease)
}

async function applyOne(deps: Deps, row: ConnectorRow, order: PlatformOrder, lease: Lease): Promise<void> {
  try {
    await deps.work.run([lockOf(row.id)], async (tx) => {
      // Somebody else reads by now, and what that one reads is newer.
      if (await renewLease(tx, lease)) await applyOrder(tx, row, order)
    })
  } catch (error) {
    await putOff(deps, row, order, error)
  }
}

/** Nothing of it was written. It is not forgotten: a problem waits for a person, a fault of our own is tried again. */
async function putOff(deps: Deps, row: ConnectorRow, order: PlatformOrder, error: unknown): Promise<void> {
  const isProblem = error instanceof Problem
  if (!isProblem) deps.report(error, `order ${order.externalId} of connector ${row.id}`)
  await deps.work.run([lockOf(row.id)], async (tx) => {
    const { platformOrders } = tx.t
    const { id: connectorId, warehouse } = row
    const { externalId, number, source } = order
    await askFor(tx, connectorId, externalId, tx.now)
    const named = and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId))
    const [known] = await tx.db.select().from(platformOrders).where(named)
    const attempts = (known?.attempts ?? 0) + 1
    const dueAt = isProblem ? null : tx.now + waitMs(attempts, deps.random)
    await tx.db.update(platformOrders).set({ number, source, attempts, dueAt }).where(named)
    const thing = { warehouse, connectorId, about: 'order' as const, subject: externalId }
    await noteFailure(tx, thing, 'open', isProblem ? refused(number, error) : faulty(number))
  })
}

const refused = (number: string, { code, detail }: Problem) => ({
  code,
  detail: `(${number}) ${detail}`,
  advice: 'Put right what it says, here or at the platform, then retry.',
})

const faulty = (number: string) => ({
  code: 'fault',
  detail: `(${number}) It could not be taken in because of a fault of this server; its log says more.`,
  advice: 'It is tried again by itself. If it stays so, place the order by hand and report the fault.',
})

/** Kept as they came, for whoever looks into it; they are read again when they change, or when somebody says so. */
export async function keepOdd(work: Work, { id: connectorId, warehouse }: ConnectorRow, odd: readonly Odd[]) {
  for (const { externalId, source, ...said } of odd)
    await work.run([lockOf(connectorId)], async (tx) => {
      const { platformOrders } = tx.t
      await tx.db
        .insert(platformOrders)
        .values({ connectorId, externalId, dueAt: null, asked: 0, attempts: 0, source })
        .onConflictDoUpdate({
          target: [platformOrders.connectorId, platformOrders.externalId],
          set: { source },
        })
      const thing = { warehouse, connectorId, about: 'order' as const, subject: externalId }
      await noteFailure(tx, thing, 'open', said)
    })
}

/** A second may hold several changes, and clocks differ a little: what was read so soon after its stamp is read again. */
const SETTLED_MS = 3_000

/** Asks for those that are not known as they are stamped. */
export const markStamps = (work: Work, { id }: ConnectorRow, stamps: readonly Stamp[]): Promise<void> =>
  work.run([lockOf(id)], async (tx) => {
    const { platformOrders } = tx.t
    for (const { externalId, changedAt } of stamps) {
      const [known] = await tx.db
        .select({ changedAt: platformOrders.changedAt, appliedAt: platformOrders.appliedAt })
        .from(platformOrders)
        .where(and(eq(platformOrders.connectorId, id), eq(platformOrders.externalId, externalId)))
      const isKnown = known?.changedAt != null && known.changedAt >= changedAt
      if (!isKnown || (known.appliedAt ?? 0) < changedAt + SETTLED_MS) await askFor(tx, id, externalId, tx.now)
    }
  })

export const movePlace = (
  work: Work,
  { id }: ConnectorRow,
  { place, more }: Changes,
  pollMs: number,
  lease: Lease,
): Promise<void> =>
  work.run([lockOf(id)], async (tx) => {
    if (!(await renewLease(tx, lease))) return
    const { intakes } = tx.t
    const polled = more ? {} : { pollAt: tx.now + pollMs, polledAt: tx.now }
    await tx.db
      .update(intakes)
      .set({ place, ...polled })
      .where(eq(intakes.connectorId, id))
  })
