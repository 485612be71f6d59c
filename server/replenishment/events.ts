/** Promotions and known events: days on which demand is not what it is usually. */
import { and, asc, eq, gte, isNull, or } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { channelNamed } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'

export const eventInput = v.pipe(
  v.object({
    name: field.name,
    kind: v.picklist(['promotion', 'event'], 'The kind is promotion or event.'),
    from: field.date,
    to: field.date,
    /** Left out: in all channels, for all items. */
    channel: v.nullish(field.name),
    sku: v.nullish(field.sku),
    /** Times what is usual; left out: as it was on the marked days before. */
    uplift: v.nullish(
      v.pipe(
        v.number('Give how many times what is usual, such as 2.5.'),
        v.minValue(0, 'Demand is never less than nothing.'),
        v.maxValue(1_000, 'Give at most 1,000 times what is usual.'),
      ),
    ),
  }),
  v.forward(
    v.check(({ from, to }) => from <= to, 'The last day is before the first.'),
    ['to'],
  ),
)
export type EventInput = v.InferOutput<typeof eventInput>

export interface DemandEvent {
  id: string
  name: string
  kind: 'promotion' | 'event'
  from: string
  to: string
  channel: string | null
  sku: string | null
  uplift: number | null
}

const THOUSANDTHS = 1_000

const answerOf = ({ id, name, kind, from, to, channel, sku, uplift }: Schema['demandEvents']['$inferSelect']) => ({
  ...{ id, name, kind, from, to, channel, sku },
  uplift: uplift === null ? null : uplift / THOUSANDTHS,
})

export async function addEvent(tx: Tx, warehouse: string, input: EventInput): Promise<DemandEvent> {
  const { items, demandEvents } = tx.t
  const { name, kind, from, to, channel = null, sku = null, uplift = null } = input
  if (channel !== null && !(await channelNamed(tx, channel)))
    throw new Problem(422, 'unknown-channel', `There is no channel ${channel}.`, { field: 'channel' })
  if (sku !== null) {
    const [item] = await tx.db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
    if (!item) throw new Problem(422, 'unknown-sku', `There is no item ${sku}.`, { field: 'sku' })
  }
  const row = {
    ...{ id: tx.newId(), warehouse, name, kind, from, to, channel, sku },
    uplift: uplift === null ? null : Math.round(uplift * THOUSANDTHS),
  }
  await tx.db.insert(demandEvents).values(row)
  return answerOf(row)
}

export async function removeEvent(tx: Tx, warehouse: string, id: string): Promise<void> {
  const { demandEvents } = tx.t
  const gone = await tx.db
    .delete(demandEvents)
    .where(and(eq(demandEvents.warehouse, warehouse), eq(demandEvents.id, id)))
    .returning()
  if (gone.length === 0) throw notFound(`event ${id}`)
}

/** Those that end on `since` or later, of an item where one is named; the earliest first. */
export async function readEvents(
  { db, t: { demandEvents: e } }: Reader,
  warehouse: string,
  { since, sku }: { since: string; sku?: string | undefined },
): Promise<DemandEvent[]> {
  const rows = await db
    .select()
    .from(e)
    .where(
      and(
        eq(e.warehouse, warehouse),
        gte(e.to, since),
        sku === undefined ? undefined : or(isNull(e.sku), eq(e.sku, sku)),
      ),
    )
    .orderBy(asc(e.from), asc(e.id))
  return rows.map(answerOf)
}
