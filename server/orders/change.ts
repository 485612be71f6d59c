/** Cancelling and changing orders: requests, decided whole or refused. */
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { changeClaim } from '../availability/claims.ts'
import { noteDecision } from '../availability/decisions.ts'
import { channelNamed } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { orderOf } from '../picking/release.ts'
import { Problem } from '../problem.ts'
import { askForPutBack, giveUp } from './cancel.ts'
import { type Commitment, decideLines, type Terms } from './decide.ts'
import { MAX_LINES } from './input.ts'
import { changeLine, changeQuantity, linesOfOrder, type OrderLine, skusOfOrder } from './lines.ts'
import { insertLine, newLine, raiseOversold, requireItems } from './place.ts'
import { noteShortage } from './shortages.ts'
import { isClosed } from './status.ts'

type Order = Schema['orders']['$inferSelect']

export const changeInput = v.object({
  version: v.pipe(v.number('Give the version that you saw.'), v.integer(), v.minValue(1)),
  /** Lines that are not named stay as they are; a quantity of 0 gives a line up. */
  lines: v.pipe(
    v.array(
      v.pipe(
        v.object({
          id: v.optional(field.uuid),
          sku: v.optional(field.sku),
          quantity: field.quantityOrZero,
          unitPrice: v.optional(field.nonNegativeMoney),
          discount: v.optional(field.nonNegativeMoney),
          tax: v.optional(field.nonNegativeMoney),
        }),
        v.check(
          (line) => line.id !== undefined || line.sku !== undefined,
          'Name the line by its id, or the item by its sku.',
        ),
      ),
    ),
    v.minLength(1, 'Name at least one line.'),
    v.maxLength(MAX_LINES),
  ),
})
export type ChangeInput = v.InferOutput<typeof changeInput>

/** `adds`: a new line, though the order may have one of this item. */
export interface OrderChange {
  version: number
  lines: (ChangeInput['lines'][number] & { adds?: boolean })[]
}

export async function cancelOrder(tx: Tx, orderId: string, by: string): Promise<void> {
  const { order, scene, lines } = await begin(tx, orderId, [])
  if (order.status === 'shipped')
    throw new Problem(409, 'order-closed', `Order ${order.externalId} is shipped; a return is what can undo it.`)
  for (const line of lines) {
    const given = await giveUp(scene, line, openUnits(line))
    if (line.picked > 0 && !(await hasPutBack(scene, line))) await askForPutBack(scene, line)
    if (given > 0)
      await noteDecision(tx, scene.warehouse, by, {
        sku: line.sku,
        channel: order.channel,
        orderId,
        quantity: -given,
        what: `Order ${order.externalId} cancelled: ${given} given up`,
      })
  }
  await finish(scene, { ...order, cancelledAt: tx.now })
}

/** `reopens`: an order that was shipped may be given more. */
export async function changeOrder(
  tx: Tx,
  orderId: string,
  input: OrderChange,
  by: string,
  { reopens = false } = {},
): Promise<void> {
  const named = input.lines.flatMap((line) => (line.sku === undefined ? [] : [line.sku]))
  const { order, scene, lines } = await begin(tx, orderId, named)
  if (isClosed(order.status) && !(reopens && order.cancelledAt === null))
    throw new Problem(409, 'order-closed', `Order ${order.externalId} is ${order.status}; it cannot be changed.`)
  if (input.version !== order.version)
    throw new Problem(
      409,
      'order-changed',
      `This order is at version ${order.version} now. Look again, then change it.`,
      {
        field: 'version',
        version: order.version,
      },
    )
  const changes = input.lines.map((wanted, index) => ({ wanted, index, line: lineMeant(lines, wanted, index) }))
  refuseTwice(changes)
  for (const { wanted, line, index } of changes) if (line) refusePicked(line, wanted.quantity, index)
  // Less first: what one line gives up another may take.
  for (const { wanted, line } of changes) {
    const less = line ? line.quantity - line.cancelled - wanted.quantity : 0
    if (line && less > 0) await giveUp(scene, line, less)
  }
  await takeMore(scene, order, changes, lines.length)
  for (const { wanted, line } of changes) {
    const before = line ? line.quantity - line.cancelled : 0
    if (before !== wanted.quantity)
      await noteDecision(tx, scene.warehouse, by, {
        sku: line?.sku ?? wanted.sku ?? '',
        channel: order.channel,
        orderId,
        quantity: wanted.quantity - before,
        what: `Order ${order.externalId} changed from ${before} to ${wanted.quantity}`,
      })
  }
  await finish(scene, order)
}

const openUnits = (line: OrderLine): number => line.quantity - line.shipped - line.cancelled - line.picked

async function hasPutBack({ tx }: Scene, line: OrderLine): Promise<boolean> {
  const { tasks } = tx.t
  const [open] = await tx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.lineId, line.id), eq(tasks.kind, 'put-back'), eq(tasks.state, 'open')))
    .limit(1)
  return open !== undefined
}

async function begin(tx: Tx, orderId: string, more: readonly string[]) {
  const { warehouse } = await orderOf(tx, orderId)
  const skus = [...(await skusOfOrder({ tx }, orderId)), ...more]
  await tx.lock(`order ${orderId}`, ...skus.map((sku) => itemLock(warehouse, sku)))
  const scene = openRequest(tx, warehouse, 'order')
  return { scene, order: await orderOf(tx, orderId), lines: await linesOfOrder(scene, orderId) }
}

/** Somebody else who saw the order before must look again. */
async function finish(scene: Scene, order: Order): Promise<void> {
  const { orders } = scene.tx.t
  await scene.tx.db
    .update(orders)
    .set({ version: order.version + 1, cancelledAt: order.cancelledAt })
    .where(eq(orders.id, order.id))
  scene.touchedOrders.add(order.id)
  await settle(scene)
}

function lineMeant(
  lines: readonly OrderLine[],
  wanted: OrderChange['lines'][number],
  index: number,
): OrderLine | undefined {
  if (wanted.adds) return undefined
  if (wanted.id !== undefined) {
    const line = lines.find((one) => one.id === wanted.id)
    if (line) return line
    throw new Problem(422, 'unknown-line', `This order has no line ${wanted.id}.`, { field: `lines[${index}].id` })
  }
  const ofItem = lines.filter((one) => one.sku === wanted.sku)
  if (ofItem.length < 2) return ofItem[0]
  throw new Problem(
    422,
    'ambiguous-line',
    `This order has ${ofItem.length} lines of ${wanted.sku}. Name the line by its id.`,
    {
      field: `lines[${index}].sku`,
    },
  )
}

/** Two entries for one line: nobody could say which is meant. */
function refuseTwice(changes: readonly Change[]): void {
  const seen = new Map<string, number>()
  for (const { wanted, line, index } of changes) {
    const name = line?.id ?? (wanted.adds ? `added ${index}` : `new ${wanted.sku}`)
    const first = seen.get(name)
    if (first !== undefined)
      throw new Problem(
        422,
        'ambiguous-line',
        `lines[${index}] and lines[${first}] name the same line. Name each once.`,
        {
          field: `lines[${index}]`,
        },
      )
    seen.set(name, index)
  }
}

function refusePicked(line: OrderLine, wanted: number, index: number): void {
  const fixed = line.picked + line.shipped
  if (wanted >= fixed) return
  throw new Problem(
    409,
    'already-picked',
    `${fixed} of ${line.sku} are picked or shipped; the line cannot ask for ${wanted}.`,
    {
      field: `lines[${index}].quantity`,
      picked: line.picked,
      shipped: line.shipped,
    },
  )
}

interface Change {
  wanted: OrderChange['lines'][number]
  index: number
  line: OrderLine | undefined
}

/** What is asked for beyond what was asked for before is promised like a new order's, or the whole change is refused. */
async function takeMore(scene: Scene, order: Order, changes: readonly Change[], position: number): Promise<void> {
  const { tx, warehouse } = scene
  const channel = await channelNamed(tx, order.channel)
  if (!channel) throw new Error(`Channel ${order.channel} has gone.`)
  const terms: Terms = { channel, onShort: order.onShort, shipBy: order.shipBy, startsOn: order.startsOn }
  const more = changes
    .map((change) => ({
      ...change,
      sku: change.line?.sku ?? change.wanted.sku ?? '',
      quantity: change.wanted.quantity - (change.line ? change.line.quantity - change.line.cancelled : 0),
    }))
    .filter((change) => change.quantity > 0)
  if (more.length === 0) return
  await requireItems(tx, more)
  const commitments = await decideLines(scene, terms, more)
  for (const [nth, change] of more.entries()) {
    const commitment = commitments[nth] as Commitment
    const drawn = { protected: -commitment.drawn }
    if (change.line) {
      await changeQuantity(scene, change.line, change.quantity)
      const line = await changeLine(scene, change.line, commitment)
      await noteShortage(tx, line, 'missing', commitment.backordered + commitment.cancelled)
      await changeClaim(tx, warehouse, change.sku, order.channel, drawn)
      if (order.onShort === 'record') await raiseOversold(tx, warehouse, order, [line])
    } else {
      const line = await addLine(scene, order, change, commitment, position + nth)
      if (order.onShort === 'record') await raiseOversold(tx, warehouse, order, [line])
    }
  }
}

async function addLine(
  { tx, warehouse }: Scene,
  order: Order,
  { sku, quantity, wanted, index }: Change & { sku: string; quantity: number },
  commitment: Commitment,
  position: number,
) {
  if (wanted.unitPrice === undefined)
    throw new Problem(422, 'invalid', 'unitPrice: A new line needs its price.', { field: `lines[${index}].unitPrice` })
  const { unitPrice, discount, tax } = wanted
  const place = { warehouse, orderId: order.id, channel: order.channel, position }
  const line = newLine(tx, place, { sku, quantity, unitPrice, discount, tax }, commitment)
  await insertLine(tx, line)
  await noteShortage(tx, line, 'missing', commitment.backordered + commitment.cancelled)
  const { committed, backordered, planned, drawn } = commitment
  await changeClaim(tx, warehouse, sku, order.channel, { committed, backordered, planned, drawn, protected: -drawn })
  emit(tx, 'orderLines', warehouse, line)
  return line
}
