/** Shortages: doing what was proposed about them. What cannot be done whole is left open. */
import { eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Pool } from '../../shared/rules/availability.ts'
import * as field from '../../shared/transactions/fields.ts'
import { changeClaim } from '../availability/claims.ts'
import { noteDecision } from '../availability/decisions.ts'
import { channelNamed, figuresOf, type ItemClaim, readPool } from '../availability/pool.ts'
import { transferProtection } from '../availability/protections.ts'
import type { Schema } from '../db/schema.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { changeOrder } from '../orders/change.ts'
import { changeLine, linesOfOrder, type OrderLine, readLine } from '../orders/lines.ts'
import { noteShortage } from '../orders/shortages.ts'
import { orderOf } from '../picking/release.ts'
import { Problem } from '../problem.ts'
import { givingChannels, substitutesOf } from './proposals.ts'
import { shortLines } from './short-lines.ts'

type Row = Schema['exceptions']['$inferSelect']

/** What a remedy may need to know; what is left out is chosen as the first proposal would. */
export const remedyDetails = {
  line: v.optional(field.uuid),
  from: v.optional(field.name),
  channel: v.optional(field.name),
  sku: v.optional(field.sku),
  quantity: v.optional(field.quantity),
}

export interface Remedy {
  remedy: string
  line?: string | undefined
  from?: string | undefined
  channel?: string | undefined
  sku?: string | undefined
  quantity?: number | undefined
}

/**
 * Carries a remedy out. Throws a Problem where it says too little, or what it needs is not there. Returns whether it reached
 * all that was short.
 */
export async function carryOut(tx: Tx, row: Row, remedy: Remedy, by: string): Promise<boolean> {
  const { warehouse, sku } = row
  if (sku === null) return true
  await tx.lock(itemLock(warehouse, sku))
  const scene = openRequest(tx, warehouse, 'remedy')
  scene.touchedItems.add(sku)
  const pool = await readPool(tx, { warehouse, sku, today: await scene.ground.today() })
  if (row.type === 'protection-short') await mendProtections(scene, sku, pool, remedy, by)
  const whole = row.type === 'protection-short' || (await mendLines(scene, row, pool, remedy, by))
  await settle(scene)
  return whole
}

async function mendProtections(scene: Scene, sku: string, pool: Pool<ItemClaim>, remedy: Remedy, by: string) {
  const { tx, warehouse } = scene
  const meant = pool.channels.filter(
    ({ claim, charged }) => charged > 0 && (remedy.channel === undefined || remedy.channel === claim.channel),
  )
  if (meant.length === 0) throw new Problem(409, 'already-settled', 'This protection is short no more. Look again.')
  for (const { claim, charged } of meant) {
    if (remedy.remedy === 'lower') {
      await changeClaim(tx, warehouse, sku, claim.channel, { protected: -charged })
      await noteDecision(tx, warehouse, by, {
        sku,
        channel: claim.channel,
        quantity: -charged,
        what: `Protection lowered to the ${claim.protected - charged} that are there`,
      })
      continue
    }
    const from = remedy.from ?? givingChannels(pool, claim.channel)[0]?.channel
    if (from === undefined)
      throw new Problem(409, 'nothing-to-take', 'No other channel has anything left in its protection.')
    // What is taken away there and given here leaves the deficit as it was, but with the one who can bear it.
    const quantity = Math.min(remedy.quantity ?? charged, charged)
    await changeClaim(tx, warehouse, sku, claim.channel, { protected: -quantity })
    await transferProtection(tx, warehouse, { sku, from, to: claim.channel, quantity }, by)
  }
}

async function mendLines(scene: Scene, row: Row, pool: Pool<ItemClaim>, remedy: Remedy, by: string): Promise<boolean> {
  const pools = new Map([[row.sku ?? '', pool]])
  const all = (await shortLines(scene.tx, row.warehouse, [row], pools)).get(row.id) ?? []
  const lines = remedy.line === undefined ? all : all.filter((line) => line.id === remedy.line)
  if (lines.length === 0) throw new Problem(409, 'already-settled', 'This line is short no more. Look again.')
  for (const short of lines) {
    const line = await readLine(scene, short.id)
    const quantity = Math.min(remedy.quantity ?? short.units, short.units)
    if (line) await mendLine(scene, row, line, { ...remedy, quantity }, by)
  }
  return lines.every((line) => (remedy.quantity ?? line.units) >= line.units)
}

/** The part of a line that the exception is about. */
const shortPart = (row: Row): 'backordered' | 'committed' => (row.type === 'oversold' ? 'backordered' : 'committed')

async function mendLine(scene: Scene, row: Row, line: OrderLine, remedy: Remedy & { quantity: number }, by: string) {
  const { quantity } = remedy
  switch (remedy.remedy) {
    case 'move-protection':
      return giveProtected(scene, row, line, remedy, by)
    case 'substitute':
      return substitute(scene, row, line, remedy, by)
    case 'cancel':
      await changeLine(scene, line, { [shortPart(row)]: -quantity, cancelled: quantity })
      await noteShortage(scene.tx, line, 'cancelled', quantity)
      await newVersion(scene, line.orderId)
      break
    default:
      if (row.type !== 'oversold') await changeLine(scene, line, { committed: -quantity, backordered: quantity })
  }
  await noteDecision(scene.tx, scene.warehouse, by, {
    sku: line.sku,
    channel: line.channel,
    orderId: line.orderId,
    quantity: -quantity,
    what: remedy.remedy === 'cancel' ? `${quantity} cancelled for want of stock` : `${quantity} left to wait for stock`,
  })
}

/** Somebody else who saw the order before must look again. */
async function newVersion({ tx }: Scene, orderId: string): Promise<void> {
  const { orders } = tx.t
  await tx.db
    .update(orders)
    .set({ version: sql`${orders.version} + 1` })
    .where(eq(orders.id, orderId))
}

/** Units of another channel's protection go to this line, whoever else of its channel waits longer. */
async function giveProtected(
  scene: Scene,
  row: Row,
  line: OrderLine,
  { from, quantity }: Remedy & { quantity: number },
  by: string,
) {
  const { tx, warehouse } = scene
  const { sku } = line
  const giver = from === undefined || from === line.channel ? undefined : await channelNamed(tx, from)
  if (giver === undefined) throw refuseGiver(from, line.channel)
  const taker = await channelNamed(tx, line.channel)
  const pool = await readPool(
    tx,
    { warehouse, sku, today: await scene.ground.today() },
    taker === undefined ? [giver] : [giver, taker],
  )
  const { claim, charged } = figuresOf(pool, giver.channel)
  // Of what is at risk there is no stock, so that no protection has any left either.
  const available = row.type === 'at-risk' ? 0 : claim.protected - charged
  if (available < quantity)
    throw new Problem(
      409,
      'insufficient-protection',
      `${quantity} of ${sku} are to be moved; ${giver.channel} has ${Math.max(0, available)} to give.`,
      { field: 'quantity', requested: quantity, available: Math.max(0, available) },
    )
  for (const { days, units } of figuresOf(pool, line.channel).rooms) {
    const room = units + (claim.minShelfLifeDays >= days ? quantity : 0)
    if (room >= quantity) continue
    throw new Problem(
      409,
      'insufficient-shelf-life',
      `Only ${Math.max(0, room)} of these units have the ${days} days that ${line.channel} asks for.`,
      { field: 'quantity', requested: quantity, available: Math.max(0, room) },
    )
  }
  await changeClaim(tx, warehouse, sku, giver.channel, { protected: -quantity })
  await changeLine(scene, line, { [shortPart(row)]: -quantity, committed: quantity })
  const { externalId } = await orderOf(tx, line.orderId)
  await noteDecision(tx, warehouse, by, {
    sku,
    channel: giver.channel,
    orderId: line.orderId,
    quantity: -quantity,
    what: `${quantity} of the protection given to order ${externalId}`,
  })
}

function refuseGiver(from: string | undefined, own: string): Problem {
  if (from === undefined)
    return new Problem(422, 'invalid', 'from: Name the channel whose protection gives.', { field: 'from' })
  if (from === own) return new Problem(422, 'invalid', 'from: Name another channel.', { field: 'from' })
  return new Problem(422, 'unknown-channel', `There is no channel ${from}.`, { field: 'from' })
}

/** The customer is sent another item at the same price: the line gives up so much, and so much more is asked of the other. */
async function substitute(
  scene: Scene,
  row: Row,
  line: OrderLine,
  remedy: Remedy & { quantity: number },
  by: string,
): Promise<void> {
  const { tx } = scene
  const sku = remedy.sku ?? (await substitutesOf(tx, [line.sku])).get(line.sku) ?? null
  if (sku === null || sku === line.sku)
    throw new Problem(422, 'invalid', 'sku: Name the item that is sent instead.', { field: 'sku' })
  const { version, channel } = await orderOf(tx, line.orderId)
  const { quantity } = remedy
  await changeLine(scene, line, { [shortPart(row)]: -quantity, cancelled: quantity })
  const known = (await linesOfOrder(scene, line.orderId)).find((other) => other.sku === sku)
  const wanted = known
    ? { id: known.id, quantity: known.quantity - known.cancelled + quantity }
    : { sku, quantity, unitPrice: line.unitPrice }
  await changeOrder(tx, line.orderId, { version, lines: [wanted] }, by)
  await noteDecision(tx, scene.warehouse, by, {
    sku: line.sku,
    channel,
    orderId: line.orderId,
    quantity: -quantity,
    what: `${quantity} replaced by ${sku}`,
  })
}
