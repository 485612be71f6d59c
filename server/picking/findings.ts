/** What the server notices about a pick that has happened: nothing is refused, each contradiction gets an exception. */
import { eq } from 'drizzle-orm'
import { isExpired, rotationKey } from '../../shared/rules/rotation.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { isProof } from '../auth/override-key.ts'
import type { Item } from '../ledger/ground.ts'
import { lotWords, raise, type Scene } from '../ledger/scene.ts'
import { raiseUnfit } from '../lots/unfit.ts'
import type { OrderLine } from '../orders/lines.ts'
import { type AllocationRow, allocationsOfLine } from './allocations.ts'
import { oldestFree } from './choose.ts'
import type { PickListRow, TaskRow } from './tasks.ts'

export interface PickFacts {
  item: Item
  lot: string
  task: TaskRow | undefined
  line: OrderLine | undefined
  list: PickListRow | undefined
}

/** Looked at before the pick is posted, so that the shelf is as the picker saw it. */
export async function raisePickFindings(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  if (!facts.task || !facts.line) await raiseUnknown(scene, payload, facts)
  if (facts.list && facts.list.deviceId !== null && facts.list.deviceId !== scene.posted.author.deviceId)
    await raiseLease(scene, facts.list, facts)
  await raiseUnfit(scene, {
    ...about(payload, facts),
    what: 'was picked',
    about: facts.line?.orderId ?? payload.taskId,
  })
  await raiseBypass(scene, payload, facts)
}

const about = (payload: { location?: string | undefined }, { item, lot, line }: PickFacts) => ({
  sku: item.sku,
  lot,
  location: payload.location,
  orderId: line?.orderId,
})

async function raiseUnknown(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  const what = facts.task ? `order line ${payload.lineId ?? facts.task.lineId}` : `pick task ${payload.taskId}`
  await raise(scene, {
    type: 'unknown-reference',
    subject: scene.posted.transactionId,
    detail: `A pick of ${payload.quantity} of ${facts.item.sku} names the ${what}, which is not known here. The stock was posted.`,
    ...about(payload, facts),
  })
}

async function raiseLease(scene: Scene, list: PickListRow, facts: PickFacts): Promise<void> {
  await raise(scene, {
    type: 'lease-conflict',
    subject: list.id,
    detail: `A pick came from device ${scene.posted.author.deviceId ?? 'unknown'} while the list is with ${list.deviceId}.`,
    sku: facts.item.sku,
    orderId: list.orderId ?? facts.line?.orderId,
  })
}

/** A younger lot was taken than one that was to go first: one that the line was directed to, or one that was free. */
async function raiseBypass(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  if (payload.override) await raiseUnprovenOverride(scene, payload, payload.override, facts)
  const older = await olderGoing(scene, payload.quantity, facts)
  if (!older) return
  const by = payload.override && (await supervisorOf(scene, payload.override.supervisor))
  const allowed = payload.override ? ` ${by?.name ?? 'Somebody'} allowed it: ${payload.override.reason}.` : ''
  await raise(scene, {
    type: 'rotation-bypassed',
    subject: `${facts.item.sku}/${facts.lot}/${payload.taskId}`,
    detail: `${payload.quantity} of ${facts.item.sku}${lotWords(facts.lot)} were picked although${lotWords(older.lot)} at ${older.location} goes first.${allowed}`,
    ...about(payload, facts),
  })
}

/** What should have left before these units: undefined where they were directed themselves, or nothing older could go. */
async function olderGoing(scene: Scene, quantity: number, { item, lot, line }: PickFacts): Promise<Older | undefined> {
  const picked = await scene.ground.lot(item.sku, lot)
  if (!picked) return undefined
  const directed = line ? (await allocationsOfLine(scene, line.id)).filter((one) => !one.picked) : []
  const here = directed.filter((one) => one.lot === lot).reduce((sum, one) => sum + one.quantity, 0)
  // As many units of this lot were directed to the line: whichever bin they come from, rotation is kept.
  if (quantity <= here) return undefined
  const going = [...(await datedDirections(scene, item, directed)), ...(await freeFor(scene, item, line))]
  const key = rotationKey(item.rotation, picked)
  return going.filter((one) => one.rotation < key).sort((a, b) => a.rotation.localeCompare(b.rotation))[0]
}

interface Older {
  lot: string
  location: string
  rotation: string
}

/** The line's other directions, but for those that a picker could not have followed. */
async function datedDirections(scene: Scene, item: Item, directed: readonly AllocationRow[]): Promise<Older[]> {
  const today = await scene.ground.today()
  const dated = await Promise.all(
    directed.map(async (one) => {
      const lot = await scene.ground.lot(item.sku, one.lot)
      if (!lot || lot.holdReason !== null || isExpired(lot.expiresOn, today)) return undefined
      return { lot: one.lot, location: one.location, rotation: rotationKey(item.rotation, lot) }
    }),
  )
  return dated.filter((one) => one !== undefined)
}

async function freeFor(scene: Scene, item: Item, line: OrderLine | undefined): Promise<Older[]> {
  const free = await oldestFree(scene, item.sku, line)
  return free ? [free] : []
}

const supervisorOf = async ({ tx }: Scene, id: string) =>
  (await tx.db.select().from(tx.t.users).where(eq(tx.t.users.id, id)))[0]

/** An override counts with a proof that badge and PIN of somebody who may give it made for this very lot and task. */
async function raiseUnprovenOverride(
  scene: Scene,
  payload: Payload<'pick'>,
  { supervisor, reason, proof }: NonNullable<Payload<'pick'>['override']>,
  facts: PickFacts,
): Promise<void> {
  const user = await supervisorOf(scene, supervisor)
  const claim = { supervisor, taskId: payload.taskId, sku: facts.item.sku, lot: facts.lot, reason }
  if (user?.overrides && !user.disabled && isProof(user.overrideKey, claim, proof)) return
  const why = user?.overrides ? 'its proof was not made with their badge and PIN' : 'they may not give one'
  await raise(scene, {
    type: 'unproven-author',
    subject: `${scene.posted.transactionId}/override`,
    detail: `A pick of ${facts.item.sku}${lotWords(facts.lot)} says that ${user?.name ?? supervisor.slice(0, 40)} let it pass, but ${why}. It was posted.`,
    ...about(payload, facts),
  })
}
