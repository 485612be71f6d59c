import { and, eq, inArray } from 'drizzle-orm'
import { IN_TRANSIT } from '../../shared/rules/places.ts'
import type { UnitGoods } from '../../shared/wire/pull.ts'
import { itemLock } from '../db/work.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { lockTransfer, meetTransfer } from '../transfers/book.ts'
import { noteReceived } from '../transfers/post.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import { lockItem, move, type Scene } from './scene.ts'
import { addUnit, setWithin, unitLabelled } from './units.ts'

interface Arriving extends UnitGoods {
  location: string
}

export const transferReceive = defineHandler('transferReceive', {
  permission: 'floor:receive',
  async resolve(scene, payload): Promise<Arriving[]> {
    const { ground } = scene
    if (payload.from !== undefined) await ground.namedWarehouse(payload.from, 'from')
    if (payload.location !== undefined) await ground.namedLocation(payload.location, 'location')
    const unit = payload.unit === undefined ? undefined : await ground.location(payload.unit)
    if (unit && unit.kind !== 'unit')
      throw new Refusal('not-a-unit', `${unit.code} is a ${unit.kind} location: nothing comes on it.`, 'payload.unit')
    const arriving: Arriving[] = []
    for (const [index, line] of payload.lines.entries()) {
      const item = await ground.namedItem(line)
      if (line.location !== undefined) await ground.namedLocation(line.location, `lines[${index}].location`)
      const location = line.location ?? payload.location ?? (await firstDock(scene))
      arriving.push({ sku: item.sku, lot: ledgerLot(item, line.lot), quantity: line.quantity, location })
    }
    return arriving
  },
  async post(scene, payload, arriving) {
    await lockTransfer(scene.tx, payload.transferId)
    const transfer = await meetTransfer(scene, payload.transferId, { from: payload.from, to: scene.warehouse })
    await scene.tx.lock(...arriving.map(({ sku }) => itemLock(scene.warehouse, sku)))
    const [first] = arriving
    const unit = payload.unit && first ? await standUnit(scene, payload.unit, first.location) : undefined
    for (const line of arriving) await arrive(scene, { ...line, location: unit?.code ?? line.location })
    const label = unit === undefined ? null : (unit.sscc ?? unit.code)
    await noteReceived(scene, transfer, arriving, { unit: label, complete: payload.complete })
  },
})

async function arrive(scene: Scene, { sku, lot, quantity, location }: Arriving): Promise<void> {
  await lockItem(scene, sku)
  const item = await scene.ground.item(sku)
  if (item) await meetLot(scene, item, lot)
  await move(scene, {
    sku,
    lot,
    quantity,
    from: { location: IN_TRANSIT, status: 'available' },
    to: { location, status: 'available' },
  })
}

/** It was another warehouse's until now, or has been here before. */
async function standUnit(scene: Scene, named: string, within: string) {
  const known = (await scene.ground.location(named)) ?? (await unitLabelled(scene, named))
  if (!known) return addUnit(scene, named, within, /^\d{18}$/.test(named) ? named : null)
  await setWithin(scene, known.code, within)
  scene.effects.push({ kind: 'within', unit: known.code, before: known.within, after: within })
  return known
}

/** Where goods come in that nobody said more about. Throws a Refusal where there is no such place. */
async function firstDock({ tx, warehouse }: Scene): Promise<string> {
  const { locations } = tx.t
  const [dock] = await tx.db
    .select({ code: locations.code })
    .from(locations)
    .where(and(eq(locations.warehouse, warehouse), inArray(locations.kind, ['dock', 'staging'])))
    // A dock before a staging lane.
    .orderBy(locations.kind, locations.code)
    .limit(1)
  if (dock) return dock.code
  throw new Refusal(
    'no-dock',
    `Warehouse ${warehouse} has no dock. Say where the goods were put, then resubmit.`,
    'payload.location',
  )
}
