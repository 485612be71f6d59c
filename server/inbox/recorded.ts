/** A transaction as it is kept: the envelope as it came, and what was put right in it. */
import { eq } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { InboxRow } from './apply.ts'

export interface Recorded {
  row: InboxRow
  /** As it came; what a device sent is not to be trusted to have any shape. */
  envelope: Record<string, unknown>
  /** What was posted, or is to be. */
  payload: Record<string, unknown>
}

/** Undefined: no handheld and no desk recorded it, such as an import or a request. */
export async function readRecorded({ db, t }: Pick<Reader, 'db' | 't'>, id: string): Promise<Recorded | undefined> {
  const [row] = await db.select().from(t.inbox).where(eq(t.inbox.id, id))
  if (!row) return undefined
  const envelope = JSON.parse(row.envelope) as Record<string, unknown>
  const own = envelope.payload
  const payload = row.mended?.payload ?? (typeof own === 'object' && own !== null ? own : {})
  return { row, envelope, payload: payload as Record<string, unknown> }
}
