/**
 * Two numbers of one lot: what stands under the wrong one becomes the right one, in every warehouse.
 *
 * Where the wrong number was only carried about, its moves are made under the right one. What is left of it becomes the right
 * lot by a relabelling; what left the house under it came out of the right lot, and is linked the other way round: so holds,
 * recalls and traces of either number find the goods of both.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import { isExpired } from '../../shared/rules/rotation.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { countAnew } from '../counting/anew.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { closeException } from '../exceptions/open.ts'
import { type Author, changeSuspect, move, openRequest, type Place, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { warehouseCodes } from '../master/warehouses.ts'
import { type AllocationRow, changeAllocation } from '../picking/allocations.ts'
import { tellTask } from '../picking/tasks.ts'
import { withdrawLot } from '../picking/withdraw-lot.ts'
import { renameReturned } from '../returns/rename-lot.ts'
import type { LotName } from './genealogy.ts'
import { inheritHolds } from './inherit-holds.ts'
import { lockLots } from './record.ts'
import { recordTransformation, type TransformationLine } from './transformations.ts'

interface Merging {
  sku: string
  wrong: string
  right: string
}

/** Returns the units that changed their lot. */
export async function mergeLots(tx: Tx, warehouse: string, author: Author, merging: Merging): Promise<number> {
  const { sku, wrong, right } = merging
  const warehouses = await warehouseCodes(tx)
  await lockLots(
    openRequest(tx, warehouse, 'merge', author),
    [wrong, right].map((lot) => ({ sku, lot })),
  )
  await tx.lock(...warehouses.map((code) => itemLock(code, sku)))
  let units = 0
  for (const code of warehouses) {
    units += await mergeIn(openRequest(tx, code, 'merge', author), merging)
    await closeException(tx, code, 'unconfirmed-lot', lotKey(sku, wrong), `It was merged into lot ${right}.`)
  }
  return units
}

interface Standing extends Place {
  quantity: number
  suspect: number
}

async function mergeIn(scene: Scene, merging: Merging): Promise<number> {
  const balances = await balancesOf(scene, merging)
  const { sku, wrong, right } = merging
  const why = 'Its lot was merged with another: it is counted again.'
  await countAnew(scene, { sku, lots: [wrong], locations: null, why })
  await renameReturned(scene, merging)
  if (balances.length === 0) return 0
  await countAnew(scene, { sku, lots: [right], locations: balances.map(({ location }) => location), why })
  const units = balances.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0)
  const picked = await allocatedOf(scene, merging)
  // Let go before its stock goes, or it would be given other stock.
  for (const one of picked) await changeAllocation(scene, one, -one.quantity)
  await suspectRight(scene, merging, balances)
  const left = await carryOver(scene, merging, balances)
  await relabel(scene, merging, left)
  for (const one of picked) await changeAllocation(scene, { ...one, lot: merging.right }, one.quantity)
  await renameTasks(scene, merging)
  if (picked.length > 0) await withdrawUnfit(scene, merging)
  await settle(scene)
  return units
}

/** What nobody found of the wrong number, nobody found of the right one. */
async function suspectRight(
  scene: Scene,
  { sku, wrong, right }: Merging,
  balances: readonly Standing[],
): Promise<void> {
  for (const { location, status, suspect } of balances) {
    if (suspect === 0) continue
    await changeSuspect(scene, { sku, lot: wrong, location, status }, -suspect)
    await changeSuspect(scene, { sku, lot: right, location, status }, suspect)
  }
}

/** It was picked, and turns out to be of a lot that may not leave. */
async function withdrawUnfit(scene: Scene, { sku, right }: Merging): Promise<void> {
  const lot = await scene.ground.lot(sku, right)
  if (lot && lot.holdReason !== null) return withdrawLot(scene, lot, 'is on hold')
  if (lot && isExpired(lot.expiresOn, await scene.ground.today())) await withdrawLot(scene, lot, 'has expired')
}

async function balancesOf({ tx, warehouse }: Scene, { sku, wrong }: Merging): Promise<Standing[]> {
  const { stock } = tx.t
  const rows = await tx.db
    .select({ location: stock.location, status: stock.status, quantity: stock.quantity, suspect: stock.suspect })
    .from(stock)
    .where(
      and(
        eq(stock.warehouse, warehouse),
        eq(stock.sku, sku),
        eq(stock.lot, wrong),
        sql`${stock.inHouse} and ${stock.quantity} <> 0`,
      ),
    )
    .orderBy(stock.location, stock.status)
  return rows
}

async function allocatedOf({ tx, warehouse }: Scene, { sku, wrong }: Merging): Promise<AllocationRow[]> {
  const { allocations } = tx.t
  return tx.db
    .select()
    .from(allocations)
    .where(and(eq(allocations.warehouse, warehouse), eq(allocations.sku, sku), eq(allocations.lot, wrong)))
}

/** What is missing here and too many there was carried from here to there: so was the right lot. Returns what is left. */
async function carryOver(
  scene: Scene,
  { sku, wrong, right }: Merging,
  balances: readonly Standing[],
): Promise<Standing[]> {
  const left = balances.map((one) => ({ ...one }))
  const lacking = left.filter(({ quantity }) => quantity < 0)
  for (const there of left.filter(({ quantity }) => quantity > 0))
    for (const here of lacking) {
      const quantity = Math.min(there.quantity, -here.quantity)
      if (quantity === 0) continue
      await move(scene, { sku, lot: wrong, quantity, from: placeOf(there), to: placeOf(here) })
      await move(scene, { sku, lot: right, quantity, from: placeOf(here), to: placeOf(there) })
      there.quantity -= quantity
      here.quantity += quantity
    }
  return left.filter(({ quantity }) => quantity !== 0)
}

const placeOf = ({ location, status }: Standing): Place => ({ location, status })

/** All that is left stands on one side: of the wrong lot there is some, or some of it has left. */
async function relabel(scene: Scene, { sku, wrong, right }: Merging, left: readonly Standing[]): Promise<void> {
  if (left.length === 0) return
  const isHere = (left[0]?.quantity ?? 0) > 0
  const [from, into] = isHere ? [wrong, right] : [right, wrong]
  const lines: TransformationLine[] = []
  for (const standing of left) {
    const quantity = Math.abs(standing.quantity)
    const [here, through] = [placeOf(standing), { location: PRODUCTION, status: standing.status }]
    await move(scene, { sku, lot: from, quantity, from: here, to: through })
    await move(scene, { sku, lot: into, quantity, from: through, to: here })
    const line = { sku, quantity, cost: null, costCurrency: null }
    lines.push({ ...line, side: 'consumed', lot: from }, { ...line, side: 'produced', lot: into })
  }
  await recordTransformation(scene, { kind: 'relabel' }, lines)
  const name = (lot: string): LotName => ({ sku, lot })
  await inheritHolds(scene, [name(from)], [name(into)])
}

/** What was asked for of the wrong number is asked for of the right one. */
async function renameTasks(scene: Scene, { sku, wrong, right }: Merging): Promise<void> {
  const { tasks } = scene.tx.t
  const rows = await scene.tx.db
    .update(tasks)
    .set({ lot: right })
    .where(
      and(
        eq(tasks.warehouse, scene.warehouse),
        eq(tasks.sku, sku),
        eq(tasks.lot, wrong),
        eq(tasks.state, 'open'),
        inArray(tasks.kind, ['pick', 'put-back', 'send-back']),
      ),
    )
    .returning()
  for (const row of rows) tellTask(scene, row)
}
