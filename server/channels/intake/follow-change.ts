/**
 * An order that is known, as it stands at its platform now. Only the difference to what was followed last is carried out, so
 * that what was decided here in between, such as a substitute, stands.
 */
import { and, eq } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import { cancelOrder, changeOrder, type OrderChange } from '../../orders/change.ts'
import { linesOfOrder, type OrderLine } from '../../orders/lines.ts'
import type { Said } from '../connector.ts'
import { amountsOf } from './place-new.ts'
import type { PlatformOrder } from './platform-order.ts'
import { priced } from './priced.ts'
import { cancelledHere, pickedAlready, shippedAlready, unmapped } from './trouble.ts'
import { type PlatformLineRow, type Understood, wantedOf } from './understood.ts'

type Order = Schema['orders']['$inferSelect']

export interface Following {
  connectorId: string
  order: Order
  platform: PlatformOrder
  lines: readonly Understood[]
}

/** Returns what could not be followed. */
export async function followChange(tx: Tx, following: Following): Promise<Said[]> {
  const { order, platform, lines, connectorId } = following
  if (platform.cancelled) return followCancellation(tx, following)
  const ours = new Map((await linesOfOrder({ tx }, order.id)).map((line) => [line.id, line]))
  const steps = [...lines.map((one) => stepOf(one, ours)), ...(await leftOut(tx, following, ours))]
  const troubles = steps.flatMap(({ trouble }) => trouble ?? [])
  const changes = steps.flatMap(({ change }) => change ?? [])
  if (order.cancelledAt !== null && changes.some(({ more }) => more))
    return [cancelledHere(order.externalId), ...troubles]
  for (const { before, followed } of steps)
    if (before && followed !== before.wanted) await keepWanted(tx, before, followed)
  if (changes.length === 0 || order.cancelledAt !== null) return troubles
  await changeOrder(
    tx,
    order.id,
    { version: order.version, lines: changes.map(({ line }) => line) },
    `connector ${connectorId}`,
    { reopens: true },
  )
  const added = (await linesOfOrder({ tx }, order.id)).filter(({ id }) => !ours.has(id))
  for (const { change, followed } of steps)
    if (change?.of) await keepNew(tx, following, change.of, added.shift(), followed)
  return troubles
}

interface Step {
  before?: PlatformLineRow | undefined
  /** What the order follows after the change, in base units. */
  followed: number
  change?: { line: OrderChange['lines'][number]; more: boolean; of?: Understood }
  trouble?: Said
}

function stepOf(one: Understood, ours: ReadonlyMap<string, OrderLine>): Step {
  const { before, means, line } = one
  const wanted = wantedOf(one)
  if (!means) return { followed: 0, ...(wanted > 0 && { trouble: unmapped(one) }) }
  if (!before) {
    if (wanted === 0) return { followed: 0 }
    const { sku, packQuantity } = means
    const adds = { sku, quantity: wanted, ...priced(line, wanted / packQuantity, packQuantity), adds: true }
    return { followed: wanted, change: { line: adds, more: true, of: one } }
  }
  const mine = ours.get(before.orderLineId)
  if (!mine || wanted === before.wanted) return { before, followed: before.wanted }
  const fulfilled = 'total' in line.units ? 0 : line.units.fulfilled * before.packQuantity
  return differenceOf(before, mine, wanted, fulfilled)
}

/** `fulfilled`: base units that the platform itself counts as shipped, by whomever. */
function differenceOf(before: PlatformLineRow, mine: OrderLine, wanted: number, fulfilled: number): Step {
  const now = mine.quantity - mine.cancelled
  const meant = Math.max(0, now + wanted - before.wanted)
  const fixed = mine.picked + mine.shipped
  const quantity = Math.max(meant, Math.min(now, fixed))
  const missing = quantity - meant
  const change = { line: { id: mine.id, quantity }, more: quantity > now }
  // What could not be taken off is taken off when it is tried again.
  const step = { before, followed: wanted + missing, ...(quantity !== now && { change }) }
  if (missing === 0) return step
  const gone = mine.shipped - meant
  if (gone > 0 && fulfilled >= mine.shipped) return { ...step, followed: wanted }
  return { ...step, trouble: gone > 0 ? shippedAlready(mine.sku, gone) : pickedAlready(mine.sku, missing) }
}

/** Lines that the platform does not name any more: it wants nothing of them. */
async function leftOut(tx: Tx, { connectorId, platform, lines }: Following, ours: ReadonlyMap<string, OrderLine>) {
  const { platformLines } = tx.t
  const rows = await tx.db
    .select()
    .from(platformLines)
    .where(and(eq(platformLines.connectorId, connectorId), eq(platformLines.externalId, platform.externalId)))
  const named = new Set(lines.map(({ line }) => line.id))
  return rows.flatMap((row): Step[] => {
    const mine = ours.get(row.orderLineId)
    return named.has(row.lineId) || !mine || row.wanted === row.told ? [] : [differenceOf(row, mine, row.told, 0)]
  })
}

async function followCancellation(tx: Tx, { connectorId, order, platform }: Following): Promise<Said[]> {
  if (order.status !== 'shipped' && order.cancelledAt === null)
    await cancelOrder(tx, order.id, `connector ${connectorId}`)
  const { platformLines } = tx.t
  const rows = await tx.db
    .select()
    .from(platformLines)
    .where(and(eq(platformLines.connectorId, connectorId), eq(platformLines.externalId, platform.externalId)))
  const ours = new Map((await linesOfOrder({ tx }, order.id)).map((line) => [line.id, line]))
  const troubles: Said[] = []
  for (const row of rows) {
    const units = platform.lines.find(({ id }) => id === row.lineId)?.units
    const fulfilled = units === undefined || 'total' in units ? 0 : units.fulfilled * row.packQuantity
    const mine = ours.get(row.orderLineId)
    const gone = (mine?.shipped ?? 0) - Math.max(row.told, fulfilled)
    if (mine && gone > 0) troubles.push(shippedAlready(mine.sku, gone))
    await keepWanted(tx, row, row.told)
  }
  return troubles
}

async function keepWanted(tx: Tx, { connectorId, externalId, lineId }: PlatformLineRow, wanted: number): Promise<void> {
  const { platformLines } = tx.t
  await tx.db
    .update(platformLines)
    .set({ wanted })
    .where(
      and(
        eq(platformLines.connectorId, connectorId),
        eq(platformLines.externalId, externalId),
        eq(platformLines.lineId, lineId),
      ),
    )
}

async function keepNew(
  tx: Tx,
  { connectorId, platform }: Following,
  { line, means }: Understood,
  added: OrderLine | undefined,
  wanted: number,
): Promise<void> {
  if (!added || !means) throw new Error(`Line ${line.id} of ${platform.externalId} was not added.`)
  await tx.db.insert(tx.t.platformLines).values({
    connectorId,
    externalId: platform.externalId,
    lineId: line.id,
    orderLineId: added.id,
    ...means,
    wanted,
    told: 0,
    amounts: amountsOf(line),
  })
}
