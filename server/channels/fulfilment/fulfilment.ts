/** Tells platforms what has left, each parcel once: what may have been told already is asked before it is told again. */
import { eq } from 'drizzle-orm'
import { connectorKinds } from '../kinds.ts'
import { createLanes, type Lanes } from '../lanes.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { keepSessions, type SessionDeps, type SessionOf } from '../sessions.ts'
import { followShipments } from './follow-shipments.ts'
import { settleParcel } from './settle-parcel.ts'
import { takeParcel } from './take-parcel.ts'

export interface FulfilmentDeps extends SessionDeps {
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
  sessionOf?: SessionOf
}

/** Parcels of one platform in one step. */
const PARCELS = 50

export function createFulfilment(deps: FulfilmentDeps): Lanes {
  const sessionOf = deps.sessionOf ?? keepSessions(deps)
  const lanes = createLanes(deps, { about: 'shipments of connector' }, (id) => tellParcels(deps, id, sessionOf))
  const follow = oneAtATime(() => followShipments(deps.work).catch((error) => deps.report(error, 'shipments')))
  return {
    async step() {
      const [any] = await deps.work.read(({ db, t }) => db.select({ id: t.connectors.id }).from(t.connectors).limit(1))
      if (!any) return
      await follow()
      await lanes.step()
    },
  }
}

async function tellParcels(deps: FulfilmentDeps, id: string, sessionOf: SessionOf): Promise<void> {
  const { work } = deps
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  if (!row || row.paused || !connectorKinds[row.kind]?.confirms) return
  const confirm = (await sessionOf(row))?.confirm
  if (!confirm) return
  for (let parcels = 0; parcels < PARCELS; parcels++) {
    const taken = await takeParcel(work, row.id, deps.now())
    if (!taken) return
    const outcome = await confirm(taken.parcel)
    await work.run([`connector ${row.id}`], (tx) => settleParcel(tx, row, taken, outcome, deps.random))
    if (outcome.kind === 'later' || outcome.kind === 'unsure') return
  }
}
