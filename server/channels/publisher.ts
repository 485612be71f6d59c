/** Tells the platforms what may be sold: follows the feed, reads the figures again, sends what has changed. */
import { eq } from 'drizzle-orm'
import { tellInBulk } from './bulk.ts'
import { isAnswer, noteCall } from './circuit.ts'
import type { Update } from './connector.ts'
import type { ConnectorRow } from './connectors.ts'
import { followFeed } from './follow.ts'
import { connectorKinds } from './kinds.ts'
import { lookAtMarked } from './look.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createLane } from './rest/lane.ts'
import { keepSessions, type SessionDeps, type SessionOf } from './sessions.ts'
import { settleSent } from './settle-sent.ts'
import { type Taken, takeDue } from './take-due.ts'

export interface PublisherDeps extends SessionDeps {
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
  sessionOf?: SessionOf
}

export interface Publisher {
  /** Everything that can be told now; resolves when it was told, or it was tried. */
  step(): Promise<void>
}

/** Calls to one platform in one step: then the figures are read again, for what is urgent may be new. */
const CALLS = 20

export function createPublisher(deps: PublisherDeps): Publisher {
  const { work } = deps
  const sessionOf = deps.sessionOf ?? keepSessions(deps)
  const readFigures = oneAtATime(async () => {
    await followFeed(work)
    await lookAtMarked(work)
  })
  /** One for each connector: a platform that is slow keeps nobody else waiting. */
  const lanes = new Map<string, () => Promise<void>>()

  function laneOf({ id, kind }: Pick<ConnectorRow, 'id' | 'kind'>): () => Promise<void> {
    const known = lanes.get(id)
    if (known) return known
    const told = (error: unknown) => deps.report(error, `connector ${id}`)
    const byLog = createLane(deps, id, sessionOf)
    const lane = connectorKinds[kind]?.byLog
      ? () => byLog().catch(told)
      : oneAtATime(() => publishOf(deps, id, sessionOf).catch(told))
    lanes.set(id, lane)
    return lane
  }

  return {
    async step() {
      const rows = await work.read(({ db, t }) =>
        db.select({ id: t.connectors.id, kind: t.connectors.kind }).from(t.connectors),
      )
      // The first one is told everything, so until then nothing need be followed.
      if (rows.length === 0) return
      await readFigures()
      await Promise.all(rows.map((row) => laneOf(row)()))
    },
  }
}

async function publishOf(deps: PublisherDeps, id: string, sessionOf: SessionOf): Promise<void> {
  const [row] = await deps.work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  const kind = row && connectorKinds[row.kind]
  if (!row || !kind?.open || row.paused || row.restsUntil > deps.now()) return
  const session = await sessionOf(row)
  if (!session) return
  if (session.bulk) await tellInBulk(deps, row, session.bulk)
  for (let calls = 0; calls < CALLS; calls++) {
    const taken = await deps.work.run([`connector ${row.id}`], (tx) => takeDue(tx, row.id, kind.batch))
    if (taken.length === 0) return
    const outcomes = await session.publish(taken.map(updateOf))
    await deps.work.run([`connector ${row.id}`], async (tx) => {
      await settleSent(tx, row.warehouse, taken, outcomes, deps.random)
      await noteCall(tx, row, outcomes, deps.random)
    })
    if (!outcomes.some(isAnswer)) return
  }
}

const updateOf = ({ listing, quantity, shown, first, key, version }: Taken): Update => ({
  listing: listing.listing,
  quantity,
  shown,
  first,
  key,
  version,
})
