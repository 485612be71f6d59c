/** What connectors of this kind exchange beside webhooks: orders that are to be followed once more, and files. */
import { eq } from 'drizzle-orm'
import type { Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { takeAgain } from './take-again.ts'

export interface ExchangeDeps {
  work: Work
  now(): number
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
}

export interface Exchange {
  /** Everything that can be exchanged now; resolves when it was, or it was tried. */
  step(): Promise<void>
}

export function createExchange(deps: ExchangeDeps): Exchange {
  const lanes = new Map<string, () => Promise<void>>()

  function laneOf(id: string): () => Promise<void> {
    const known = lanes.get(id)
    if (known) return known
    const lane = oneAtATime(() => exchangeOf(deps, id).catch((error) => deps.report(error, `files of connector ${id}`)))
    lanes.set(id, lane)
    return lane
  }

  return {
    async step() {
      const rows = await deps.work.read(({ db, t: { connectors } }) =>
        db.select({ id: connectors.id }).from(connectors).where(eq(connectors.kind, 'rest')),
      )
      await Promise.all(rows.map(({ id }) => laneOf(id)()))
    },
  }
}

async function exchangeOf(deps: ExchangeDeps, id: string): Promise<void> {
  const row = await readRow(deps.work, id)
  if (!row || row.paused) return
  await takeAgain(deps, row)
}

async function readRow(work: Work, id: string): Promise<ConnectorRow | undefined> {
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  return row
}
