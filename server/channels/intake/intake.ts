/**
 * Reads the orders of platforms. What a platform says by itself only names what has changed; what it has become is asked, so
 * that neither the order in which words come nor how often they come can matter. What no word came of, a poll finds.
 */
import { eq } from 'drizzle-orm'
import type { OrderSource } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { connectorKinds } from '../kinds.ts'
import { createLanes, type Lanes } from '../lanes.ts'
import { keepSessions, type SessionDeps, type SessionOf } from '../sessions.ts'
import { answered, callFailed } from './calls.ts'
import { dueOrders, settleDue } from './due.ts'
import { giveLease, isToDo, type Lease, readIntake, takeLease } from './lease.ts'
import { applyAll, keepOdd, markStamps, movePlace } from './take-in.ts'

export interface IntakeDeps extends SessionDeps {
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
  sessionOf?: SessionOf
}

/** Calls to one platform in one step. */
const CALLS = 20

export function createIntake(deps: IntakeDeps): Lanes {
  const sessionOf = deps.sessionOf ?? keepSessions(deps)
  return createLanes(deps, { about: 'orders of connector' }, (id) => takeIn(deps, id, sessionOf))
}

async function takeIn(deps: IntakeDeps, id: string, sessionOf: SessionOf): Promise<void> {
  const { work } = deps
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  if (!row || row.paused || !connectorKinds[row.kind]?.open) return
  if (!(await work.read((reader) => isToDo(reader, id, deps.now())))) return
  const source = (await sessionOf(row))?.orders
  if (!source) return
  const lease = await takeLease(work, row)
  if (!lease) return
  try {
    await readDue(deps, row, source, lease)
    await poll(deps, row, source, lease)
    await readDue(deps, row, source, lease)
  } finally {
    await giveLease(work, lease)
  }
}

/** Orders that something was said of. */
async function readDue(deps: IntakeDeps, row: ConnectorRow, source: OrderSource, lease: Lease): Promise<void> {
  for (let calls = 0; calls < CALLS; calls++) {
    const due = await deps.work.read((reader) => dueOrders(reader, row.id, deps.now(), source.batch))
    if (due.length === 0) return
    const answer = await source.read(due.map(({ externalId }) => externalId))
    if (answer.kind !== 'orders') return callFailed(deps, row, 'read', answer)
    const { orders, odd = [], rest } = answer
    await applyAll(deps, row, orders, lease)
    await keepOdd(deps.work, row, odd)
    const unasked = new Set(rest?.externalIds)
    await settleDue(
      deps.work,
      row,
      due.filter(({ externalId }) => !unasked.has(externalId)),
    )
    await answered(deps.work, row)
    if (rest) return callFailed(deps, row, 'read', rest.failed)
  }
}

/** What has changed since it was last asked. */
async function poll(deps: IntakeDeps, row: ConnectorRow, source: OrderSource, lease: Lease): Promise<void> {
  for (let calls = 0; calls < CALLS; calls++) {
    const { place, pollAt } = await deps.work.read((reader) => readIntake(reader, row.id))
    if (pollAt > deps.now()) return
    const answer = await source.changed(place, row.ordersSince ?? row.createdAt)
    if (answer.kind !== 'changes') return callFailed(deps, row, 'poll', answer)
    await applyAll(deps, row, answer.orders, lease)
    await keepOdd(deps.work, row, answer.odd ?? [])
    await markStamps(deps.work, row, answer.stamps)
    await movePlace(deps.work, row, answer, source.pollMs, lease)
    await answered(deps.work, row)
  }
}
