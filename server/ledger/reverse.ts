/**
 * Undoes one transaction, once: each of its movements is mirrored, and order, allocation and task state restored where
 * that is still possible. Where it is not, the stock goes back all the same and a person settles the rest.
 */
import { desc, eq, inArray } from 'drizzle-orm'
import { ADJUSTMENT, PRODUCTION, SUPPLIER } from '../../shared/rules/places.ts'
import { isExpired } from '../../shared/rules/rotation.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { archivedBefore } from '../archive/archived-before.ts'
import { meetNewerCount } from '../counting/late.ts'
import { momentOf } from '../counting/passed.ts'
import { firstIdAt } from '../db/first-id.ts'
import type { Effect, Schema } from '../db/schema.ts'
import { closeException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import { TOO_OLD } from '../inbox/reversible.ts'
import { forgetReceipt } from '../lots/record.ts'
import { withdrawLot } from '../picking/withdraw-lot.ts'
import { outstanding, sentWithOrder } from '../returns/shipped.ts'
import { canUndo, partEffects, undoAccount, undoEffects } from './effects.ts'
import { defineHandler } from './handler.ts'
import { lockInspection } from './inspect.ts'
import { Refusal } from './refusal.ts'
import { lockItem, move, raise, type Scene } from './scene.ts'
import type { StockKey } from './stock.ts'

export type InboxRow = Schema['inbox']['$inferSelect']
type Movement = Schema['movements']['$inferSelect']

export const reverse = defineHandler('reverse', {
  permission: 'floor:reverse',
  async resolve(scene, payload): Promise<InboxRow | undefined> {
    // Undone by two at once, or while somebody resubmits it, it is undone once.
    await scene.tx.lock(`parked ${payload.transaction}`, `transaction ${payload.transaction}`)
    const target = await readTransaction(scene, payload.transaction)
    if (target?.type === 'reverse')
      throw new Refusal(
        'reversal-not-reversible',
        'A reversal is not reversed. Record the transaction again.',
        'payload.transaction',
      )
    if (target !== undefined && target.warehouse !== scene.warehouse)
      throw new Refusal(
        'other-warehouse',
        `This was recorded in warehouse ${target.warehouse}. Undo it there.`,
        'payload.transaction',
      )
    const since = await archivedBefore(scene.tx)
    const isOld = target ? target.state === 'applied' && target.receivedAt < since : isOlder(payload.transaction, since)
    if (isOld) throw new Refusal('archived', TOO_OLD, 'payload.transaction')
    return target
  },
  async post(scene, _payload, target) {
    if (target) await reverseTransaction(scene, target)
  },
})

/** Of one that is not here: what it undoes will not come any more. Handhelds' ids begin with the time; others say nothing. */
const isOlder = (id: string, since: number): boolean => id.charAt(14) === '7' && id.toLowerCase() < firstIdAt(since)

export const readTransaction = async ({ tx }: Scene, id: string): Promise<InboxRow | undefined> =>
  (await tx.db.select().from(tx.t.inbox).where(eq(tx.t.inbox.id, id)))[0]

const UNDONE = 'It was undone before anybody had mended it.'

/** A refused one is dismissed, one already reversed is left alone, an applied one is undone. */
export async function reverseTransaction(scene: Scene, target: InboxRow): Promise<void> {
  const { inbox } = scene.tx.t
  if (target.state === 'parked') {
    const { deviceId, userId } = scene.posted.author
    const dismissed = { by: userId ?? deviceId ?? 'ledger', at: scene.tx.now, note: UNDONE }
    await scene.tx.db.update(inbox).set({ state: 'dismissed', dismissed }).where(eq(inbox.id, target.id))
    await closeException(scene.tx, target.warehouse, 'refused-transaction', target.id, UNDONE)
    await closeException(scene.tx, target.warehouse, 'sequence-reused', target.id, UNDONE)
    emit(scene.tx, 'outcomes', target.warehouse, { ...target, state: 'dismissed' })
    return
  }
  if (target.state !== 'applied') return
  const { moment } = scene.posted
  // At a desk nothing is carried back: what is undone did not happen, then as now.
  if (moment === 'now') scene.posted.moment = await momentOf(scene.tx, target.id)
  await undoPosting(scene, await asItIsNow(scene, target))
  scene.posted.moment = moment
  await scene.tx.db.update(inbox).set({ state: 'reversed' }).where(eq(inbox.id, target.id))
}

/** An inspection may have gone on since it was read: what it did meanwhile is undone, too. */
async function asItIsNow(scene: Scene, target: InboxRow): Promise<InboxRow> {
  if (target.type !== 'inspect') return target
  await lockInspection(scene, target.id)
  return (await readTransaction(scene, target.id)) ?? target
}

async function undoPosting(scene: Scene, target: InboxRow): Promise<void> {
  const { movements } = scene.tx.t
  const lines = await scene.tx.db
    .select()
    .from(movements)
    .where(eq(movements.transactionId, target.id))
    .orderBy(desc(movements.id))
  for (const sku of new Set(lines.map((line) => line.sku))) await lockItem(scene, sku)
  const isCount = target.type === 'count'
  const { looked, rest } = await partEffects(scene, target.effects)
  const whole = await canUndo(scene, rest)
  const reasons = await reasonsOf(scene, lines)
  for (const line of lines) {
    if (isCount) await meetNewerCount(scene, target.id, keyOf(line, 'to'), -line.quantity)
    await move(scene, {
      sku: line.sku,
      lot: line.lot,
      quantity: line.quantity,
      from: { location: line.toLocation, status: line.toStatus },
      to: { location: line.fromLocation, status: line.fromStatus },
      order: line.channel === null ? undefined : { id: line.orderId, channel: line.channel },
      mirrors: line.occurredAt,
      // Summed by its reason, a correction that was undone is nothing.
      reason: reasons.get(line.id),
      correction: isCount ? { transactionId: scene.posted.transactionId, reason: reasons.get(line.id) } : undefined,
    })
    if (isCount) await meetNewerCount(scene, target.id, keyOf(line, 'from'), line.quantity)
  }
  if (target.type === 'ship') await raiseCameBack(scene, target, lines)
  if (BRINGS_LOTS.includes(target.type)) await forgetLots(scene, target, lines)
  if (whole) {
    await undoEffects(scene, rest)
    await undoEffects(scene, looked)
    return withdrawUnfit(scene, target.effects)
  }
  await undoAccount(scene, rest)
  await undoEffects(scene, looked)
  await raise(scene, {
    type: 'reversal-incomplete',
    subject: target.id,
    detail: `A ${target.type} was undone after its order or task had moved on. The stock was put back in the ledger; check the order.`,
    sku: lines[0]?.sku,
    orderId: lines.find((line) => line.orderId !== null)?.orderId ?? undefined,
  })
}

/** What came back was sent: either the shipment took place after all, or the return did not. */
async function raiseCameBack(scene: Scene, target: InboxRow, lines: readonly Movement[]): Promise<void> {
  for (const { sku, orderId } of new Map(lines.map((line) => [`${line.orderId} ${line.sku}`, line])).values()) {
    const units = orderId === null ? 0 : -outstanding(await sentWithOrder(scene.tx, orderId, sku))
    if (units <= 0) continue
    await raise(scene, {
      type: 'reversal-incomplete',
      subject: target.id,
      detail: `A shipment was undone of which ${units} of ${sku} have come back. Undo the return as well, or ship it again.`,
      sku,
      orderId: orderId ?? undefined,
    })
  }
}

const keyOf = (line: Movement, end: 'from' | 'to'): StockKey => ({
  sku: line.sku,
  lot: line.lot,
  location: line[`${end}Location`],
  status: line[`${end}Status`],
})

/** Why the ledger was corrected, by movement. */
async function reasonsOf({ tx }: Scene, lines: readonly Movement[]): Promise<Map<string, string | undefined>> {
  const corrections = lines.filter(({ fromLocation, toLocation }) => [fromLocation, toLocation].includes(ADJUSTMENT))
  if (corrections.length === 0) return new Map()
  const { adjustments } = tx.t
  const ids = corrections.map(({ id }) => id)
  const rows = await tx.db
    .select({ id: adjustments.id, reason: adjustments.reason })
    .from(adjustments)
    .where(inArray(adjustments.id, ids))
  return new Map(rows.map(({ id, reason }) => [id, reason ?? undefined]))
}

/** What stood on a pick list when this was posted may have come on hold, or have expired, since. */
async function withdrawUnfit(scene: Scene, effects: readonly Effect[]): Promise<void> {
  const today = await scene.ground.today()
  const restored = effects.flatMap((effect) => (effect.kind === 'allocation' ? [effect.key] : []))
  for (const { sku, lot } of new Map(restored.map((key) => [lotKey(key.sku, key.lot), key])).values()) {
    const known = await scene.ground.lot(sku, lot)
    if (!known) continue
    if (known.holdReason !== null) await withdrawLot(scene, { sku, lot }, 'is on hold')
    else if (isExpired(known.expiresOn, today)) await withdrawLot(scene, { sku, lot }, 'has expired')
  }
}

/** Types of transactions that date lots and pay for them. */
const BRINGS_LOTS = ['receive', 'produce', 'transform', 'inspect']

/** A receipt that did not happen neither dates its lot nor weighs in its cost. */
async function forgetLots(scene: Scene, target: InboxRow, lines: readonly Movement[]): Promise<void> {
  const brought = lines.filter(({ fromLocation }) => fromLocation === SUPPLIER || fromLocation === PRODUCTION)
  for (const key of new Set(brought.map(({ sku, lot }) => lotKey(sku, lot)))) {
    const { sku, lot } = brought.find((line) => lotKey(line.sku, line.lot) === key) as Movement
    const costs = target.effects.filter(
      (effect) => effect.kind === 'lot-cost' && lotKey(effect.sku, effect.lot) === key,
    )
    const cost = { costTotal: 0, costQuantity: 0 }
    for (const effect of costs) {
      if (effect.kind !== 'lot-cost') continue
      cost.costTotal += effect.costTotal
      cost.costQuantity += effect.costQuantity
    }
    await forgetReceipt(scene, sku, lot, target.id, cost)
  }
}
