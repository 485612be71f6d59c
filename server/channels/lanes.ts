/** Work that is done for each connector, one at a time, beside the others': one that is slow keeps nobody else waiting. */
import { eq } from 'drizzle-orm'
import type { ConnectorKind } from '../db/tables/channels.ts'
import type { Work } from '../db/work.ts'
import { oneAtATime } from './one-at-a-time.ts'

export interface Lanes {
  /** Everything that can be done now; resolves when it was done, or it was tried. */
  step(): Promise<void>
}

export interface LaneDeps {
  work: Work
  report(error: unknown, about: string): void
}

/** `about`: what is said of a fault before the connector's name. `kind` left out: connectors of every kind. */
export function createLanes(
  { work, report }: LaneDeps,
  { about, kind }: { about: string; kind?: ConnectorKind },
  run: (id: string) => Promise<void>,
): Lanes {
  const lanes = new Map<string, () => Promise<void>>()

  function laneOf(id: string): () => Promise<void> {
    const known = lanes.get(id)
    if (known) return known
    const lane = oneAtATime(() => run(id).catch((error) => report(error, `${about} ${id}`)))
    lanes.set(id, lane)
    return lane
  }

  return {
    async step() {
      const rows = await work.read(({ db, t: { connectors } }) =>
        db
          .select({ id: connectors.id })
          .from(connectors)
          .where(kind && eq(connectors.kind, kind)),
      )
      await Promise.all(rows.map(({ id }) => laneOf(id)()))
    },
  }
}
