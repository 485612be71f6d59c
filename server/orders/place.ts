/** Placing an order: known already, or decided and written whole. */
import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { changeClaim } from '../availability/claims.ts'
import { channelNamed } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import { itemLock, prepared, type Statements, type Tx } from '../db/work.ts'
import { openException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { Problem } from '../problem.ts'
import { type Commitment, decideLines } from './decide.ts'
import type { OrderInput } from './input.ts'
import { type OrderAnswer, orderAnswer } from './read.ts'
import { noteShortage } from './shortages.ts'
import { isClosed, orderStatus } from './status.ts'

type Channel = Schema['channels']['$inferSelect']
type Order = Schema['orders']['$inferSelect']
type Line = Schema['orderLines']['$inferSelect']

export interface Placed {
  created: boolean
  answer: OrderAnswer
}

/** Locks that placing this order needs. */
export const orderLocks = (warehouse: string, input: OrderInput): string[] => [
  `order ${input.channel} ${input.externalId}`,
  ...input.lines.map((line) => itemLock(warehouse, line.sku)),
]

/** `transferTo`: it is for another warehouse of the company; see `transfers/ask.ts`. */
export async function placeOrder(
  tx: Tx,
  warehouse: string,
  input: OrderInput,
  transferTo: string | null = null,
): Promise<Placed> {
  const bodyHash = createHash('sha256').update(JSON.stringify(input, namesSorted)).digest('base64url')
  const known = await orderNamed(tx, input)
  if (known) return { created: false, answer: firstAnswer(known, bodyHash) }
  await refuseArchived(tx, input)
  const channel = await requireChannel(tx, input.channel)
  if (channel.kind === 'transfer' && transferTo === null) throw noOrders(channel)
  await requireItems(tx, input.lines)
  const scene = openRequest(tx, warehouse, 'order')
  await requireStart(scene, channel, input)
  const { onShort, shipBy = null, startsOn = null } = input
  const commitments = await decideLines(scene, { channel, onShort, shipBy, startsOn }, input.lines)
  return { created: true, answer: await write(scene, { ...input, transferTo, bodyHash }, commitments) }
}

/** For JSON.stringify: the same content is the same order, in whatever order its names are written. */
const namesSorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const p = sql.placeholder

const ORDER_COLUMNS = [
  'id',
  'warehouse',
  'channel',
  'externalId',
  'customer',
  'shipBy',
  'startsOn',
  'onShort',
  'shipTo',
  'transferTo',
  'fees',
  'shippingPaid',
  'status',
  'version',
  'cancelledAt',
  'placedAt',
  'bodyHash',
  'answer',
] as const satisfies readonly (keyof Order)[]

const LINE_COLUMNS = [
  'id',
  'orderId',
  'position',
  'warehouse',
  'channel',
  'sku',
  'quantity',
  'unitPrice',
  'discount',
  'tax',
  'committed',
  'backordered',
  'planned',
  'allocated',
  'picked',
  'shipped',
  'cancelled',
  'drawn',
] as const satisfies readonly (keyof Line)[]

const placeholders = (columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, p(column)]))

const statements = ((db, t) => ({
  named: prepared(
    'order_named',
    db
      .select()
      .from(t.orders)
      .where(and(eq(t.orders.channel, p('channel')), eq(t.orders.externalId, p('externalId')))),
  ),
  archived: prepared(
    'order_archived',
    db
      .select({ orderId: t.archivedOrders.orderId })
      .from(t.archivedOrders)
      .where(and(eq(t.archivedOrders.channel, p('channel')), eq(t.archivedOrders.externalId, p('externalId')))),
  ),
  item: prepared(
    'order_item',
    db
      .select({ sku: t.items.sku })
      .from(t.items)
      .where(eq(t.items.sku, p('sku'))),
  ),
  insertOrder: prepared('order_insert', db.insert(t.orders).values(placeholders(ORDER_COLUMNS) as unknown as Order)),
  insertLine: prepared(
    'order_line_insert',
    db.insert(t.orderLines).values(placeholders(LINE_COLUMNS) as unknown as Line),
  ),
})) satisfies Statements<unknown>

async function refuseArchived(tx: Tx, { channel, externalId }: OrderInput): Promise<void> {
  const [archived] = await tx.statements(statements).archived.execute({ channel, externalId })
  if (!archived) return
  throw new Problem(
    409,
    'archived',
    `Order ${externalId} of ${channel} was here before, and is archived: lotline trace --order tells it. It is not taken again; give a new one another number.`,
  )
}

export async function orderNamed(tx: Tx, { channel, externalId }: OrderInput): Promise<Order | undefined> {
  const [known] = await tx.statements(statements).named.execute({ channel, externalId })
  return known
}

function firstAnswer(known: Order, bodyHash: string): OrderAnswer {
  if (known.bodyHash === bodyHash) return known.answer as OrderAnswer
  throw new Problem(
    409,
    'order-differs',
    `Order ${known.externalId} of ${known.channel} is already here with other content. Change it with /orders/${known.id}/change.`,
    {
      orderId: known.id,
    },
  )
}

export async function requireChannel(tx: Tx, code: string): Promise<Channel> {
  const channel = await channelNamed(tx, code)
  if (channel) return channel
  throw new Problem(422, 'unknown-channel', `There is no channel ${code}. Add it with PUT /channels/${code}.`, {
    field: 'channel',
  })
}

const noOrders = ({ channel }: Channel): Problem =>
  new Problem(
    422,
    'transfer-channel',
    `${channel} takes no orders of customers. Ask for a transfer with POST /transfers.`,
    {
      field: 'channel',
    },
  )

/** `index`: where the line stands in the request, if not where it stands here. */
export async function requireItems(tx: Tx, lines: readonly { sku: string; index?: number }[]): Promise<void> {
  const known = await knownItems(tx, [...new Set(lines.map((line) => line.sku))])
  const place = lines.findIndex((line) => !known.has(line.sku))
  const unknown = lines[place]
  if (!unknown) return
  throw new Problem(422, 'unknown-sku', `There is no item ${unknown.sku}. Add it with PUT /items/{sku}.`, {
    field: `lines[${unknown.index ?? place}].sku`,
  })
}

async function knownItems(tx: Tx, skus: string[]): Promise<Set<string>> {
  const [only] = skus
  const { items } = tx.t
  const rows =
    only !== undefined && skus.length === 1
      ? await tx.statements(statements).item.execute({ sku: only })
      : await tx.db.select({ sku: items.sku }).from(items).where(inArray(items.sku, skus))
  return new Set(rows.map((row) => row.sku))
}

/** A commitment that starts on a day is for channels that order ahead, and for days to come. */
async function requireStart(scene: Scene, channel: Channel, { startsOn }: OrderInput): Promise<void> {
  if (startsOn === undefined) return
  const field = 'startsOn'
  if (!channel.ordersAhead)
    throw new Problem(422, 'invalid', `startsOn: Channel ${channel.channel} does not order ahead.`, { field })
  if (startsOn < (await scene.ground.today()))
    throw new Problem(422, 'invalid', 'startsOn: This day has passed.', { field })
}

async function write(
  { tx, warehouse }: Scene,
  input: OrderInput & Pick<Order, 'transferTo' | 'bodyHash'>,
  commitments: readonly Commitment[],
): Promise<OrderAnswer> {
  const id = tx.newId()
  const lines = input.lines.map((line, position) =>
    newLine(
      tx,
      { warehouse, orderId: id, channel: input.channel, position },
      line,
      commitments[position] as Commitment,
    ),
  )
  const status = orderStatus(lines)
  const answer = orderAnswer({ id, externalId: input.externalId, channel: input.channel, status }, lines)
  const order: Order = {
    id,
    warehouse,
    channel: input.channel,
    externalId: input.externalId,
    customer: input.customer,
    shipBy: input.shipBy ?? null,
    startsOn: input.startsOn ?? null,
    onShort: input.onShort,
    shipTo: input.shipTo ?? null,
    transferTo: input.transferTo,
    fees: input.fees ?? null,
    shippingPaid: input.shippingPaid ?? null,
    status,
    awaits: null,
    version: 1,
    cancelledAt: null,
    placedAt: tx.now,
    bodyHash: input.bodyHash,
    answer,
  }
  await tx.statements(statements).insertOrder.execute({ ...order })
  for (const line of lines) {
    await insertLine(tx, line)
    await noteShortage(tx, line, 'missing', line.backordered + line.cancelled)
  }
  await claim(tx, warehouse, input.channel, lines)
  // One of which nothing was there is closed from the start, and closed orders are not on the devices.
  if (!isClosed(order.status)) {
    emit(tx, 'orders', warehouse, order)
    for (const line of lines) emit(tx, 'orderLines', warehouse, line)
  }
  if (input.onShort === 'record') await raiseOversold(tx, warehouse, order, lines)
  return answer
}

/** One change per item, however many lines: what is drawn leaves the protection. */
async function claim(tx: Tx, warehouse: string, channel: string, lines: readonly Line[]): Promise<void> {
  const sums = new Map<string, { committed: number; backordered: number; planned: number; drawn: number }>()
  for (const line of lines) {
    const sum = sums.get(line.sku) ?? { committed: 0, backordered: 0, planned: 0, drawn: 0 }
    for (const part of ['committed', 'backordered', 'planned', 'drawn'] as const) sum[part] += line[part]
    sums.set(line.sku, sum)
  }
  for (const [sku, sum] of sums) await changeClaim(tx, warehouse, sku, channel, { ...sum, protected: -sum.drawn })
}

export interface LinePlace {
  warehouse: string
  orderId: string
  channel: string
  position: number
}

export const newLine = (
  tx: Pick<Tx, 'newId'>,
  place: LinePlace,
  { sku, quantity, unitPrice, discount, tax }: OrderInput['lines'][number],
  commitment: Commitment,
): Line => ({
  id: tx.newId(),
  ...place,
  sku,
  quantity,
  unitPrice,
  discount: discount ?? null,
  tax: tax ?? null,
  ...commitment,
  allocated: 0,
  picked: 0,
  shipped: 0,
})

export const insertLine = (tx: Tx, line: Line): PromiseLike<unknown> =>
  tx.statements(statements).insertLine.execute({ ...line })

export async function raiseOversold(
  tx: Tx,
  warehouse: string,
  order: Pick<Order, 'id' | 'channel' | 'externalId'>,
  lines: readonly Line[],
): Promise<void> {
  for (const line of lines.filter((line) => line.backordered > 0)) {
    await openException(tx, warehouse, {
      type: 'oversold',
      subject: line.id,
      detail: `${order.channel} has sold ${line.quantity} of ${line.sku} in order ${order.externalId}; ${line.backordered} of them are not there.`,
      sku: line.sku,
      orderId: order.id,
    })
  }
}
