/** What picking and packing cost: the time since the same person's scan before, where there is one, else the standard. */
import { and, eq, sql } from 'drizzle-orm'
import { apportion } from '../../shared/rules/apportion.ts'
import type { Effect, Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { openCosting } from './scene.ts'
import { type LabourSettings, readLabour } from './settings.ts'

type Inbox = Schema['inbox']['$inferSelect']
type Line = Schema['orderLines']['$inferSelect']

interface Worked {
  line: Line
  units: number
}

export async function captureWork(tx: Tx, row: Inbox): Promise<void> {
  const labour = await readLabour(tx)
  if (!labour || labour.wagePerHour.amount === 0) return
  const worked = row.type === 'pick' ? await picked(tx, row.effects) : await packed(tx, row)
  const units = worked.reduce((sum, one) => sum + one.units, 0)
  if (units === 0) return
  const standard = units * (row.type === 'pick' ? labour.pickSecondsPerUnit : labour.packSecondsPerUnit)
  const { seconds, known } = await secondsOf(tx, row, labour, standard)
  const costing = await openCosting(tx, row.warehouse, row.id, occurredAt(row))
  const cost = Math.round((labour.wagePerHour.amount * seconds) / 3_600)
  const whole = await costing.own({ amount: cost, currency: labour.wagePerHour.currency })
  const shares = apportion(
    whole.amount,
    worked.map((one) => one.units),
  )
  await costing.tell(
    worked.map(({ line }, nth) => ({
      sku: line.sku,
      channel: line.channel,
      orderId: line.orderId,
      orderLineId: line.id,
      kind: 'labour' as const,
      money: { amount: -(shares[nth] ?? 0), currency: whole.currency },
      known,
      because: `${row.type === 'pick' ? 'Picking' : 'Packing'} ${units} took ${seconds} s${known === 'rule' ? ' by the standard' : ''}`,
      of: row.type,
    })),
  )
}

async function picked(tx: Tx, effects: readonly Effect[]): Promise<Worked[]> {
  const units = new Map<string, number>()
  for (const effect of effects)
    if (effect.kind === 'line' && (effect.delta.picked ?? 0) > 0)
      units.set(effect.lineId, (units.get(effect.lineId) ?? 0) + (effect.delta.picked ?? 0))
  const found: Worked[] = []
  for (const [lineId, count] of units) {
    const [line] = await tx.db.select().from(tx.t.orderLines).where(eq(tx.t.orderLines.id, lineId))
    if (line) found.push({ line, units: count })
  }
  return found
}

interface PackedPayload {
  orderId?: string
  lines?: { sku?: string; quantity: number }[]
}

/** A carton is of an order, not of its lines: an item counts for all of the order's lines of it, by what they ask for. */
async function packed(tx: Tx, row: Inbox): Promise<Worked[]> {
  const { payload } = JSON.parse(row.envelope) as { payload?: PackedPayload }
  const { orderLines } = tx.t
  const found = new Map<string, Worked>()
  for (const { sku, quantity } of payload?.lines ?? []) {
    if (sku === undefined || payload?.orderId === undefined) continue
    const lines = await tx.db
      .select()
      .from(orderLines)
      .where(and(eq(orderLines.orderId, payload.orderId), eq(orderLines.sku, sku)))
      .orderBy(orderLines.position)
    const shares = apportion(
      quantity,
      lines.map((line) => line.quantity - line.cancelled),
    )
    // Several lots of an item in one carton are several lines of what was packed.
    for (const [nth, line] of lines.entries())
      found.set(line.id, { line, units: (found.get(line.id)?.units ?? 0) + (shares[nth] ?? 0) })
  }
  return [...found.values()]
}

const occurredAt = ({ envelope, receivedAt }: Inbox): number => {
  const { occurredAt: at } = JSON.parse(envelope) as { occurredAt?: string }
  return at === undefined ? receivedAt : Date.parse(at)
}

/** Since the same person's scan before; `standard` seconds where there is none, or nobody worked on this for all of it. */
export async function secondsOf(tx: Tx, row: Inbox, labour: LabourSettings, standard: number) {
  const { inbox } = tx.t
  const [before] = await tx.db
    .select()
    .from(inbox)
    .where(and(eq(inbox.streamId, row.streamId), sql`${inbox.seq} = ${row.seq} - 1`))
    .limit(1)
  if (!before || before.userId !== row.userId) return { seconds: standard, known: 'rule' as const }
  const seconds = Math.round((occurredAt(row) - occurredAt(before)) / 1_000)
  return seconds > 0 && seconds <= labour.idleSeconds
    ? { seconds, known: 'actual' as const }
    : { seconds: standard, known: 'rule' as const }
}
