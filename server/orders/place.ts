/**
 * Placing an order: the one decision that promises stock. It sees the figures behind the item's lock, and nothing
 * between the look and the commitment can change them.
 */
import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { availableToPromise, sharedStock } from '../../shared/rules/availability.ts'
import { changeClaim, claimsOfItem, sellableUnits } from '../availability/claims.ts'
import type { Schema } from '../db/schema.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { openException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import { openGround } from '../ledger/ground.ts'
import { Problem } from '../problem.ts'
import type { OrderInput } from './input.ts'
import { type OrderAnswer, orderAnswer } from './read.ts'
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

export async function placeOrder(tx: Tx, warehouse: string, input: OrderInput): Promise<Placed> {
  const bodyHash = createHash('sha256').update(JSON.stringify(input, namesSorted)).digest('base64url')
  const known = await orderNamed(tx, input)
  if (known) return { created: false, answer: firstAnswer(known, bodyHash) }
  const channel = await requireChannel(tx, input.channel)
  await requireItems(tx, input)
  const commitments = await decide(tx, warehouse, channel, input)
  return { created: true, answer: await write(tx, warehouse, input, bodyHash, commitments) }
}

/** For JSON.stringify: the same content is the same order, in whatever order its names are written. */
const namesSorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

async function orderNamed({ db, t }: Tx, input: OrderInput): Promise<Order | undefined> {
  const [known] = await db
    .select()
    .from(t.orders)
    .where(and(eq(t.orders.channel, input.channel), eq(t.orders.externalId, input.externalId)))
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

async function requireChannel({ db, t }: Tx, code: string): Promise<Channel> {
  const [channel] = await db.select().from(t.channels).where(eq(t.channels.channel, code))
  if (channel) return channel
  throw new Problem(422, 'unknown-channel', `There is no channel ${code}. Add it with PUT /channels/${code}.`, {
    field: 'channel',
  })
}

async function requireItems({ db, t }: Tx, input: OrderInput): Promise<void> {
  const skus = [...new Set(input.lines.map((line) => line.sku))]
  const known = new Set(
    (await db.select({ sku: t.items.sku }).from(t.items).where(inArray(t.items.sku, skus))).map((row) => row.sku),
  )
  const index = input.lines.findIndex((line) => !known.has(line.sku))
  if (index === -1) return
  throw new Problem(422, 'unknown-sku', `There is no item ${input.lines[index]?.sku}. Add it with PUT /items/{sku}.`, {
    field: `lines[${index}].sku`,
  })
}

interface Commitment {
  committed: number
  backordered: number
  cancelled: number
}

/** How much of each line is promised. Lines of the same item share what there is, in their order. */
async function decide(tx: Tx, warehouse: string, channel: Channel, input: OrderInput): Promise<Commitment[]> {
  const left = new Map<string, number>()
  const commitments: Commitment[] = []
  for (const [index, line] of input.lines.entries()) {
    const available = left.get(line.sku) ?? (await promisable(tx, warehouse, channel, line.sku, input.onShort))
    const committed = Math.min(available, line.quantity)
    const short = line.quantity - committed
    if (short > 0 && input.onShort === 'reject') throw insufficient(index, line.sku, line.quantity, available)
    left.set(line.sku, available - committed)
    commitments.push({
      committed,
      backordered: input.onShort === 'partial' ? 0 : short,
      cancelled: input.onShort === 'partial' ? short : 0,
    })
  }
  return commitments
}

/** ATP; for an order that a marketplace has already sold, the buffer too, which exists for it. */
async function promisable(
  tx: Tx,
  warehouse: string,
  channel: Channel,
  sku: string,
  onShort: OrderInput['onShort'],
): Promise<number> {
  const today = await openGround(tx, warehouse).today()
  const claims = await claimsOfItem(tx, warehouse, sku)
  const shared = sharedStock(await sellableUnits(tx, warehouse, sku, today), claims)
  const own = claims.find((claim) => claim.channel === channel.channel) ?? { protected: 0, committed: 0, allocated: 0 }
  const terms = onShort === 'record' ? { drawsShared: true, buffer: 0 } : channel
  return availableToPromise(terms, own, shared)
}

const insufficient = (index: number, sku: string, requested: number, available: number): Problem =>
  new Problem(
    409,
    'insufficient-atp',
    `Line ${index + 1} asks for ${requested} of ${sku}; ${available} can be promised. Lower it, or send onShort.`,
    {
      field: `lines[${index}].quantity`,
      line: index,
      sku,
      requested,
      availableToPromise: available,
    },
  )

async function write(
  tx: Tx,
  warehouse: string,
  input: OrderInput,
  bodyHash: string,
  commitments: Commitment[],
): Promise<OrderAnswer> {
  const id = tx.newId()
  const lines = input.lines.map(
    (line, position): Line => newLine(tx, warehouse, id, input, position, commitments[position] as Commitment, line),
  )
  const answer = orderAnswer(
    { id, externalId: input.externalId, channel: input.channel, status: orderStatus(lines) },
    lines,
  )
  const order: Order = {
    id,
    warehouse,
    channel: input.channel,
    externalId: input.externalId,
    customer: input.customer,
    shipBy: input.shipBy ?? null,
    shipTo: input.shipTo ?? null,
    fees: input.fees ?? null,
    shippingPaid: input.shippingPaid ?? null,
    status: orderStatus(lines),
    version: 1,
    placedAt: tx.now,
    bodyHash,
    answer,
  }
  await tx.db.insert(tx.t.orders).values(order)
  for (const line of lines) {
    await tx.db.insert(tx.t.orderLines).values(line)
    await changeClaim(tx, warehouse, line.sku, input.channel, line)
  }
  // One of which nothing was there is closed from the start, and closed orders are not on the devices.
  if (!isClosed(order.status)) {
    emit(tx, 'orders', warehouse, order)
    for (const line of lines) emit(tx, 'orderLines', warehouse, line)
  }
  if (input.onShort === 'record') await raiseOversold(tx, warehouse, order, lines)
  return answer
}

function newLine(
  tx: Tx,
  warehouse: string,
  orderId: string,
  input: OrderInput,
  position: number,
  commitment: Commitment,
  line: OrderInput['lines'][number],
): Line {
  return {
    id: tx.newId(),
    orderId,
    position,
    warehouse,
    channel: input.channel,
    sku: line.sku,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: line.discount ?? null,
    tax: line.tax ?? null,
    ...commitment,
    allocated: 0,
    picked: 0,
    shipped: 0,
  }
}

async function raiseOversold(tx: Tx, warehouse: string, order: Order, lines: Line[]): Promise<void> {
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
