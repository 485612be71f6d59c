/** Tells the platforms what may be sold: follows the feed, reads the figures again, sends what has changed. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Schema } from '../db/schema.ts'
import type { Work } from '../db/work.ts'
import { noteCall } from './circuit.ts'
import type { Outside, Session, Update, UpdateOutcome } from './connector.ts'
import { followFeed } from './follow.ts'
import { connectorKinds } from './kinds.ts'
import { lookAtMarked } from './look.ts'
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
  /** Everything that can be told now; one step at a time. */
  step(): Promise<void>
}

/** Calls to one platform in one step: then the figures are read again, for what is urgent may be new. */
const CALLS = 20

export function createPublisher(deps: PublisherDeps): Publisher {
  const { work } = deps
  const sessionOf = keepSessions(deps)
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    await followFeed(work)
    await lookAtMarked(work)
    const rows = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.paused, false)))
    await Promise.all(
      rows.map((row) => publishOf(deps, row, sessionOf).catch((error) => deps.report(error, `connector ${row.id}`))),
    )
  }

  return {
    step() {
      running ??= run().finally(() => {
        running = null
      })
      return running
    },
  }
}

/** Kept while its row is the same: a session may hold a token, and how many calls its platform still takes. */
function keepSessions(deps: PublisherDeps): (row: ConnectorRow) => Session {
  const kept = new Map<string, { of: string; session: Session }>()
  return (row) => {
    const of = JSON.stringify([row.kind, row.baseUrl, row.settings, row.credentials])
    const before = kept.get(row.id)
    if (before?.of === of) return before.session
    const session = openSession(deps, row)
    kept.set(row.id, { of, session })
    return session
  }
}

async function publishOf(
  deps: PublisherDeps,
  row: ConnectorRow,
  sessionOf: (row: ConnectorRow) => Session,
): Promise<void> {
  const kind = connectorKinds[row.kind]
  if (!kind || row.restsUntil > deps.now()) return
  const session = sessionOf(row)
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

const updateOf = ({ listing, quantity, shown, key, version }: Taken): Update => ({
  listing: listing.listing,
  quantity,
  shown,
  key,
  version,
})

/** Throws a Problem where the credentials cannot be opened. */
export function openSession(deps: Pick<PublisherDeps, 'vault' | 'fetch' | 'now'>, row: ConnectorRow): Session {
  const kind = connectorKinds[row.kind]
  if (!kind) throw new Error(`Connectors of kind ${row.kind} cannot be opened.`)
  const credentials = v.parse(kind.credentials, JSON.parse(deps.vault.open(row.id, row.credentials)))
  return kind.open({ baseUrl: row.baseUrl, settings: v.parse(kind.settings, row.settings), credentials }, deps)
}
