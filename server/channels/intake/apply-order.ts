/** What a platform says of an order becomes what stands here: once, whatever it says twice or in whatever order. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import { orderOf } from '../../picking/release.ts'
import type { ConnectorRow } from '../connectors.ts'
import { endFailure, isIgnored, noteFailure } from '../failures.ts'
import { correctOrder } from './correct-order.ts'
import { followChange } from './follow-change.ts'
import { type Followed, placeNew } from './place-new.ts'
import type { PlatformOrder } from './platform-order.ts'
import { announceReturns } from './returns.ts'
import { together } from './trouble.ts'
import { type Understood, understand, wantedOf } from './understood.ts'

type KnownOrder = Schema['platformOrders']['$inferSelect']

/** So long is waited for a shipment that is just being told to the platform. */
const TELLING_MS = 2_000

/** In one unit; throws a Problem where the order cannot be placed at all, and then nothing is written. */
export async function applyOrder(tx: Tx, connector: ConnectorRow, order: PlatformOrder): Promise<void> {
  const known = await knownOrder(tx, connector.id, order.externalId)
  if (known?.changedAt != null && order.changedAt < known.changedAt) return
  // While a shipment is on its way to the platform, nobody can say whether what it still wants includes it.
  if (await isTelling(tx, connector.id, order.externalId)) return askLater(tx, connector.id, order.externalId)
  const lines = await understand(tx, connector.id, order)
  const isNews = known?.changedAt !== order.changedAt || lines.some((one) => one.before?.wanted !== wantedOf(one))
  if (isNews) await doubt(tx, connector.id, lines)
  const { orderId, troubles } = known?.orderId
    ? await follow(tx, connector, known.orderId, order, lines)
    : await placeNew(tx, connector, order, lines)
  await keep(tx, connector.id, order, orderId, known)
  if (orderId !== null) {
    await setAwaits(tx, orderId, order.awaitsPayment)
    await announceReturns(tx, connector, order)
  }
  await tell(tx, connector, order, { orderId, troubles })
}

async function knownOrder({ db, t: { platformOrders } }: Tx, connectorId: string, externalId: string) {
  const [row] = await db
    .select()
    .from(platformOrders)
    .where(and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId)))
  return row
}

async function isTelling({ db, t: { confirmations } }: Tx, connectorId: string, externalId: string): Promise<boolean> {
  const [row] = await db
    .select({ state: confirmations.state })
    .from(confirmations)
    .where(
      and(
        eq(confirmations.connectorId, connectorId),
        eq(confirmations.externalId, externalId),
        inArray(confirmations.state, ['sending', 'unsure']),
      ),
    )
    .limit(1)
  return row !== undefined
}

async function askLater({ db, t: { platformOrders }, now }: Tx, connectorId: string, externalId: string) {
  await db
    .update(platformOrders)
    .set({ dueAt: now + TELLING_MS, asked: sql`${platformOrders.asked} + 1` })
    .where(and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId)))
}

/**
 * The platform has moved its own numbers. What the listings show is not known any more, and each is told again even where it
 * should show what it was last told.
 */
async function doubt({ db, t: { listings }, now }: Tx, connectorId: string, lines: readonly Understood[]) {
  const names = [...new Set(lines.flatMap(({ line, means }) => [line.listing ?? [], means?.listing ?? []].flat()))]
  if (names.length === 0) return
  await db
    .update(listings)
    .set({
      shown: null,
      look: sql`case when ${listings.look} = 0 then 1 else ${listings.look} end`,
      changedAt: sql`case when ${listings.version} > ${listings.shownVersion} then ${listings.changedAt} else ${now} end`,
      version: sql`${listings.version} + 1`,
    })
    .where(and(eq(listings.connectorId, connectorId), inArray(listings.listing, names)))
}

async function follow(
  tx: Tx,
  connector: ConnectorRow,
  orderId: string,
  platform: PlatformOrder,
  lines: readonly Understood[],
): Promise<Followed> {
  // It is archived: what its platform says is kept, and nothing is here any more to follow it.
  if (!(await isHere(tx, orderId))) return { orderId, troubles: [] }
  const order = await orderOf(tx, orderId)
  const following = { connectorId: connector.id, order, platform, lines }
  const troubles = await followChange(tx, following)
  await correctOrder(tx, following)
  return { orderId, troubles }
}

const isHere = async ({ db, t: { orders } }: Tx, orderId: string): Promise<boolean> =>
  (await db.select({ id: orders.id }).from(orders).where(eq(orders.id, orderId))).length > 0

async function keep(
  tx: Tx,
  connectorId: string,
  order: PlatformOrder,
  orderId: string | null,
  known: KnownOrder | undefined,
): Promise<void> {
  const { platformOrders, intakes } = tx.t
  const { externalId, number, changedAt, placedAt, source, shippingPaid, tax, discount, fees } = order
  const told = { number, orderId, changedAt, placedAt, appliedAt: tx.now, source, attempts: 0 }
  const amounts = { shippingPaid, tax, discount, fees }
  await tx.db
    .insert(platformOrders)
    .values({ connectorId, externalId, dueAt: null, asked: 0, ...told, amounts })
    .onConflictDoUpdate({ target: [platformOrders.connectorId, platformOrders.externalId], set: { ...told, amounts } })
  if (orderId !== null && known?.orderId == null)
    await tx.db.update(intakes).set({ lastOrderAt: tx.now }).where(eq(intakes.connectorId, connectorId))
}

async function setAwaits({ db, t: { orders } }: Tx, orderId: string, awaitsPayment: boolean): Promise<void> {
  await db
    .update(orders)
    .set({ awaits: awaitsPayment ? 'payment' : null })
    .where(eq(orders.id, orderId))
}

async function tell(tx: Tx, { id, warehouse }: ConnectorRow, order: PlatformOrder, { orderId, troubles }: Followed) {
  const thing = {
    warehouse,
    connectorId: id,
    about: 'order' as const,
    subject: order.externalId,
    name: order.number,
    ...(orderId !== null && { orderId }),
  }
  const trouble = together([...troubles, ...(order.noticed ?? [])])
  if (!trouble) return endFailure(tx, thing, 'healed')
  // What is only to be noticed stays said for as long as it is so: whoever let it be is not told again.
  if (troubles.length === 0 && (await isIgnored(tx, thing, trouble.detail))) return
  await noteFailure(tx, thing, 'open', trouble)
}
