/** Tells the platforms what may be sold: follows the feed, reads the figures again, sends what has changed. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Schema } from '../db/schema.ts'
import type { Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { noteCall } from './circuit.ts'
import type { Outside, Session, Update, UpdateOutcome } from './connector.ts'
import { noteFailure } from './failures.ts'
import { followFeed } from './follow.ts'
import { connectorKinds } from './kinds.ts'
import { lookAtMarked } from './look.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { settleSent } from './settle-sent.ts'
import { type Taken, takeDue } from './take-due.ts'
import type { Vault } from './vault.ts'

type ConnectorRow = Schema['connectors']['$inferSelect']

export interface PublisherDeps extends Outside {
  work: Work
  vault: Vault
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
}

export interface Publisher {
  /** Everything that can be told now; resolves when it was told, or it was tried. */
  step(): Promise<void>
}

/** Calls to one platform in one step: then the figures are read again, for what is urgent may be new. */
const CALLS = 20

export function createPublisher(deps: PublisherDeps): Publisher {
  const { work } = deps
  const readFigures = oneAtATime(async () => {
    await followFeed(work)
    await lookAtMarked(work)
  })
  /** One for each connector: a platform that is slow keeps nobody else waiting. */
  const lanes = new Map<string, () => Promise<void>>()

  function laneOf(id: string): () => Promise<void> {
    const known = lanes.get(id)
    if (known) return known
    const lane = oneAtATime(() => publishOf(deps, id).catch((error) => deps.report(error, `connector ${id}`)))
    lanes.set(id, lane)
    return lane
  }

  return {
    async step() {
      const rows = await work.read(({ db, t }) => db.select({ id: t.connectors.id }).from(t.connectors))
      // The first one is told everything, so until then nothing need be followed.
      if (rows.length === 0) return
      await readFigures()
      await Promise.all(rows.map(({ id }) => laneOf(id)()))
    },
  }
}

async function publishOf(deps: PublisherDeps, id: string): Promise<void> {
  const [row] = await deps.work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  const kind = row && connectorKinds[row.kind]
  if (!kind || row.paused || row.restsUntil > deps.now()) return
  const session = await openOrTell(deps, row)
  if (!session) return
  for (let calls = 0; calls < CALLS; calls++) {
    const taken = await deps.work.run([`connector ${row.id}`], (tx) => takeDue(tx, row.id, kind.batch))
    if (taken.length === 0) return
    const outcomes = await session.publish(taken.map(updateOf))
    await deps.work.run([`connector ${row.id}`], async (tx) => {
      await settleSent(tx, row.warehouse, taken, outcomes, deps.random)
      await noteCall(tx, row, outcomes, deps.random)
    })
    if (!outcomes.some(gotThrough)) return
  }
}

const gotThrough = ({ kind }: UpdateOutcome): boolean => kind === 'done' || kind === 'stale' || kind === 'refused'

const updateOf = ({ listing, quantity, shown, first, key, version }: Taken): Update => ({
  listing: listing.listing,
  quantity,
  shown,
  first,
  key,
  version,
})

/** A connector that cannot be opened is looked at again after that long, or when it is given anew. */
const CLOSED_MS = 60_000

/** Undefined: its credentials cannot be opened, and somebody was told. */
async function openOrTell(deps: PublisherDeps, row: ConnectorRow): Promise<Session | undefined> {
  try {
    return openSession(deps, row)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { id, warehouse } = row
    const { code, detail } = error
    await deps.work.run([`connector ${id}`], async (tx) => {
      const { connectors } = tx.t
      const thing = { warehouse, connectorId: id, about: 'connector' as const, subject: id }
      await noteFailure(tx, thing, 'open', { code, detail, advice: 'Until then nothing is told to this platform.' })
      await tx.db
        .update(connectors)
        .set({ restsUntil: tx.now + CLOSED_MS })
        .where(eq(connectors.id, id))
    })
    return undefined
  }
}

/** Throws a Problem where the credentials cannot be opened. */
export function openSession(deps: Pick<PublisherDeps, 'vault' | 'fetch' | 'now'>, row: ConnectorRow): Session {
  const kind = connectorKinds[row.kind]
  if (!kind) throw new Error(`Connectors of kind ${row.kind} cannot be opened.`)
  const credentials = v.parse(kind.credentials, JSON.parse(deps.vault.open(row.id, row.credentials)))
  return kind.open({ baseUrl: row.baseUrl, settings: v.parse(kind.settings, row.settings), credentials }, deps)
}
