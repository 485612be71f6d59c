/**
 * Shortages: what can be done about each, and doing it. A proposal carries the body that carries it out, so that one tap or
 * call is enough; what it cannot do whole it leaves open.
 */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Pool } from '../../shared/rules/availability.ts'
import * as field from '../../shared/transactions/fields.ts'
import { atRiskLines } from '../availability/at-risk.ts'
import { changeClaim } from '../availability/claims.ts'
import { noteDecision } from '../availability/decisions.ts'
import { todayOf } from '../availability/explain.ts'
import { type ItemClaim, readPool } from '../availability/pool.ts'
import { transferProtection } from '../availability/protections.ts'
import type { Schema } from '../db/schema.ts'
import { itemLock, type Reader, type Tx } from '../db/work.ts'
import { openScene, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { giveUp } from '../orders/cancel.ts'
import { changeOrder } from '../orders/change.ts'
import { changeLine, type OrderLine, readLine } from '../orders/lines.ts'
import { orderOf } from '../picking/release.ts'
import { Problem } from '../problem.ts'

type Row = Schema['exceptions']['$inferSelect']

const SHORTAGES = ['at-risk', 'oversold', 'short-pick', 'protection-short']
export const isShortage = (type: string): boolean => SHORTAGES.includes(type)

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

export interface Proposal {
  remedy: string
  label: string
  detail: string
  body: Remedy & { note: string }
}

interface ShortLine {
  id: string
  externalId: string
  channel: string
  units: number
}

/** Lines of an item's shortage that are offered one by one. */
const OFFERED = 5

export async function proposalsFor(reader: Reader, row: Row, now: number): Promise<Proposal[]> {
  if (row.state !== 'open' || row.sku === null || !isShortage(row.type)) return []
  const today = await todayOf(reader, row.warehouse, now)
  const pool = await readPool(reader, { warehouse: row.warehouse, sku: row.sku, today })
  if (row.type === 'protection-short') return protectionProposals(pool)
  const lines = (await shortLines(reader, row, pool)).slice(0, OFFERED)
  const substitute = await substituteOf(reader, row.sku)
  return lines.flatMap((line) => lineProposals(row, line, pool, substitute))
}

/** What an at-risk exception falls on, or the one line that the exception is about. */
async function shortLines(reader: Reader, row: Row, pool: Pool<ItemClaim>): Promise<ShortLine[]> {
  if (row.type === 'at-risk') {
    const lines = await atRiskLines(reader, row.warehouse, row.sku ?? '', pool)
    return lines.map(({ lineId, externalId, channel, units }) => ({ id: lineId, externalId, channel, units }))
  }
  const { orderLines, orders } = reader.t
  const [found] = await reader.db
    .select({ line: orderLines, externalId: orders.externalId })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(eq(orderLines.id, row.subject))
  if (!found) return []
  const units = row.type === 'oversold' ? found.line.backordered : found.line.committed
  return units > 0 ? [{ id: found.line.id, externalId: found.externalId, channel: found.line.channel, units }] : []
}

const substituteOf = async ({ db, t }: Reader, sku: string): Promise<string | null> =>
  (await db.select({ sku: t.items.substituteSku }).from(t.items).where(eq(t.items.sku, sku)))[0]?.sku ?? null

function lineProposals(row: Row, line: ShortLine, pool: Pool<ItemClaim>, substitute: string | null): Proposal[] {
  const named = `order ${line.externalId} (${line.channel})`
  const propose = (remedy: string, label: string, detail: string, more: Partial<Remedy> = {}): Proposal => ({
    remedy,
    label,
    detail,
    body: { remedy, note: '', line: line.id, quantity: line.units, ...more },
  })
  const giving = row.type === 'oversold' ? givingChannels(pool, line.channel) : []
  return [
    ...giving.map(({ channel, units }) => {
      const quantity = Math.min(units, line.units)
      const detail = `${quantity} of what is protected for ${channel} go to ${named}.`
      return propose('move-protection', `Take ${quantity} from ${channel}`, detail, { from: channel, quantity })
    }),
    propose(
      'split',
      row.type === 'oversold' ? 'Ship what is there' : `Backorder ${line.units}`,
      `The rest of ${named} can be shipped; ${line.units} wait for stock.`,
    ),
    ...(substitute === null
      ? []
      : [
          propose('substitute', `Send ${substitute} instead`, `${line.units} of ${named} become ${substitute}.`, {
            sku: substitute,
          }),
        ]),
    propose('cancel', `Cancel ${line.units}`, `${line.units} of ${named} are given up; tell the customer.`),
  ]
}

/** Channels with something left in their protection, the least important first. */
const givingChannels = (pool: Pool<ItemClaim>, except: string) =>
  [...pool.channels]
    .reverse()
    .filter(({ claim, charged }) => claim.channel !== except && claim.protected - charged > 0)
    .map(({ claim, charged }) => ({ channel: claim.channel, units: claim.protected - charged }))

function protectionProposals(pool: Pool<ItemClaim>): Proposal[] {
  return pool.channels
    .filter(({ charged }) => charged > 0)
    .flatMap(({ claim, charged }): Proposal[] => [
      {
        remedy: 'lower',
        label: `Lower ${claim.channel} to ${claim.protected - charged}`,
        detail: `The protection of ${claim.channel} becomes what is really there.`,
        body: { remedy: 'lower', note: '', channel: claim.channel },
      },
      ...givingChannels(pool, claim.channel).map(({ channel, units }) => {
        const quantity = Math.min(units, charged)
        return {
          remedy: 'take-from-another',
          label: `Take ${quantity} from ${channel}`,
          detail: `${quantity} of the protection of ${channel} go to ${claim.channel}.`,
          body: { remedy: 'take-from-another', note: '', channel: claim.channel, from: channel, quantity },
        }
      }),
    ])
}

/** Carries a remedy out. Throws a Problem where it says too little, or what it needs is not there. */
export async function carryOut(tx: Tx, row: Row, remedy: Remedy, by: string): Promise<void> {
  const { warehouse, sku } = row
  if (sku === null) return
  await tx.lock(itemLock(warehouse, sku))
  const posted = {
    transactionId: tx.newId(),
    type: 'remedy',
    author: { deviceId: null, userId: null },
    occurredAt: tx.now,
  }
  const scene = openScene({ tx, warehouse, posted })
  scene.touchedItems.add(sku)
  const pool = await readPool(tx, { warehouse, sku, today: await scene.ground.today() })
  if (row.type === 'protection-short') await mendProtections(scene, sku, pool, remedy, by)
  else await mendLines(scene, row, pool, remedy, by)
  await settle(scene)
}

async function mendProtections(scene: Scene, sku: string, pool: Pool<ItemClaim>, remedy: Remedy, by: string) {
  const { tx, warehouse } = scene
  for (const { claim, charged } of pool.channels) {
    if (charged === 0 || (remedy.channel !== undefined && remedy.channel !== claim.channel)) continue
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
    await changeClaim(tx, warehouse, sku, claim.channel, { protected: -charged })
    await transferProtection(tx, warehouse, { sku, from, to: claim.channel, quantity: remedy.quantity ?? charged }, by)
  }
}

async function mendLines(scene: Scene, row: Row, pool: Pool<ItemClaim>, remedy: Remedy, by: string): Promise<void> {
  const all = await shortLines(scene.tx, row, pool)
  const lines = remedy.line === undefined ? all : all.filter((line) => line.id === remedy.line)
  if (lines.length === 0) throw new Problem(409, 'already-settled', 'This line is short no more. Look again.')
  for (const short of lines) {
    const line = await readLine(scene, short.id)
    if (line)
      await mendLine(
        scene,
        row,
        line,
        { ...remedy, quantity: Math.min(remedy.quantity ?? short.units, short.units) },
        by,
      )
  }
}

async function mendLine(scene: Scene, row: Row, line: OrderLine, remedy: Remedy & { quantity: number }, by: string) {
  const { tx, warehouse } = scene
  const { quantity } = remedy
  switch (remedy.remedy) {
    case 'move-protection': {
      if (remedy.from === undefined)
        throw new Problem(422, 'invalid', 'from: Name the channel whose protection gives.', { field: 'from' })
      const moving = { sku: line.sku, from: remedy.from, to: line.channel, quantity }
      await transferProtection(tx, warehouse, moving, by)
      return
    }
    case 'split':
    case 'backorder':
      if (row.type !== 'oversold') await changeLine(scene, line, { committed: -quantity, backordered: quantity })
      break
    case 'substitute':
      return substitute(scene, line, remedy, by)
    case 'cancel': {
      const parts = row.type === 'oversold' ? 'backordered' : 'committed'
      await changeLine(scene, line, { [parts]: -quantity, cancelled: quantity })
    }
  }
  await noteDecision(tx, warehouse, by, {
    sku: line.sku,
    channel: line.channel,
    orderId: line.orderId,
    quantity: -quantity,
    what: remedy.remedy === 'cancel' ? `${quantity} cancelled for want of stock` : `${quantity} left to wait for stock`,
  })
}

/** The customer is sent another item at the same price: the line gives up so much, and a line of the other is added. */
async function substitute(scene: Scene, line: OrderLine, remedy: Remedy & { quantity: number }, by: string) {
  const { tx } = scene
  const sku = remedy.sku ?? (await substituteOf(tx, line.sku))
  if (sku === null) throw new Problem(422, 'invalid', 'sku: Name the item that is sent instead.', { field: 'sku' })
  const { version, channel } = await orderOf(tx, line.orderId)
  const { quantity } = remedy
  await giveUp(scene, line, quantity)
  await changeOrder(tx, line.orderId, { version, lines: [{ sku, quantity, unitPrice: line.unitPrice }] }, by)
  await noteDecision(tx, scene.warehouse, by, {
    sku: line.sku,
    channel,
    orderId: line.orderId,
    quantity: -quantity,
    what: `${quantity} replaced by ${sku}`,
  })
}
