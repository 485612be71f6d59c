/** What was lost for good: its only copy stood on a disk that was put back to what it was before. */
import { sql } from 'drizzle-orm'
import { rowsOf } from '../../server/audit/rows.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { Shelf } from './shelf.ts'
import type { World } from './simulate.ts'

/** How often each transaction stands in the inbox. */
export async function inboxCounts(world: World): Promise<Map<string, number>> {
  const rows = await world.server.work.read((reader) =>
    rowsOf<{ id: string; n_count: number }>(reader, sql`select id, count(*) as n_count from inbox group by id`),
  )
  return new Map(rows.map((row) => [row.id, row.n_count]))
}

/** Once everything has arrived. Nothing, where no disk was put back. */
export async function lostForGood(world: World): Promise<Set<string>> {
  if ((world.faults.counts.get('disk rolled back') ?? 0) === 0) return new Set()
  const counts = await inboxCounts(world)
  return new Set([...world.kept.keys()].filter((id) => !counts.has(id)))
}

/** What hands changed by it, by balance. */
export function changesOf(envelope: Envelope): Map<string, number> {
  const shelf = new Shelf()
  shelf.do(envelope)
  return shelf.all()
}
