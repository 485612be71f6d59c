/** What an inspection said becomes of its goods, done in the ledger; or noted as waiting, with the exception that says for what. */

import { DISPOSITION_WORDS } from '../../shared/rules/disposition.ts'
import { SCRAP, SUPPLIER } from '../../shared/rules/places.ts'
import { balanceOf } from '../counting/verdict.ts'
import type { WaitsFor } from '../db/tables/returns.ts'
import { closeException } from '../exceptions/open.ts'
import type { Item } from '../ledger/ground.ts'
import { move, type Place, raise, type Scene } from '../ledger/scene.ts'
import type { ReturnedRow } from './cases.ts'
import { type InspectionRow, refreshReturnsOf, saveInspection } from './inspections.ts'
import { becomeSecondary } from './secondary.ts'
import { askToSendBack } from './send-back-tasks.ts'
import { inspectedWords, STOP_EXCEPTIONS, type Stop, whatStops } from './stops.ts'

/** The item is locked, and its lots. `waived`: see `whatStops`. Returns the inspection as it is now. */
export async function proceed(
  scene: Scene,
  inspection: InspectionRow,
  item: Item,
  goods: readonly ReturnedRow[],
  waived: readonly WaitsFor[] = [],
): Promise<InspectionRow> {
  // The photos of this very inspection may be what its documents lack.
  await refreshReturnsOf(scene, inspection)
  const stop = await whatStops(scene, inspection, item, goods, waived)
  const after = stop ? await wait(scene, inspection, stop) : await carryOut(scene, inspection, item)
  await refreshReturnsOf(scene, inspection)
  return after
}

/** As much as is there; what was inspected beyond that waits until it comes in. */
async function carryOut(scene: Scene, inspection: InspectionRow, item: Item): Promise<InspectionRow> {
  const left = inspection.quantity - inspection.carriedOut
  const there = await uninspectedAt(scene, inspection)
  // One lot becomes another in one piece.
  const units = inspection.disposition === 'secondary' && there < left ? 0 : Math.min(left, there)
  if (units > 0) await dispose(scene, inspection, item, units)
  const carriedOut = inspection.carriedOut + units
  if (carriedOut < inspection.quantity)
    return wait(
      scene,
      { ...inspection, carriedOut },
      {
        waitsFor: 'goods',
        why: `Only ${there} of them are known to have come back to ${inspection.location}.`,
      },
    )
  const done = {
    state: 'done',
    waitsFor: null,
    carriedOut,
    doneAt: scene.posted.moment === 'now' ? scene.tx.now : inspection.inspectedAt,
  } as const
  await closeStops(scene, inspection, 'Its disposition was carried out.')
  return saveInspection(scene, inspection, done)
}

export const uninspectedAt = async (scene: Scene, { sku, lot, location }: InspectionRow): Promise<number> =>
  Math.max(0, (await balanceOf(scene, { sku, lot, location, status: 'uninspected' }))?.quantity ?? 0)

/** What was carried to where it was meant to go stands there, still uninspected as far as anybody may sell it. */
async function wait(scene: Scene, inspection: InspectionRow, stop: Stop): Promise<InspectionRow> {
  const location = await carryAlong(scene, inspection, stop)
  const { waitsFor } = stop
  for (const type of new Set(Object.values(STOP_EXCEPTIONS)))
    if (type !== STOP_EXCEPTIONS[waitsFor])
      await closeException(scene.tx, scene.warehouse, type, inspection.id, stop.why)
  await raise(scene, {
    type: STOP_EXCEPTIONS[waitsFor],
    subject: inspection.id,
    detail: `${inspectedWords(inspection)} stay uninspected at ${location}. ${DISPOSITION_WORDS[inspection.disposition]} was decided. ${stop.why}`,
    sku: inspection.sku,
    lot: inspection.lot,
    location,
  })
  return saveInspection(scene, inspection, { state: 'waiting', waitsFor, location, carriedOut: inspection.carriedOut })
}

async function carryAlong(scene: Scene, inspection: InspectionRow, { waitsFor }: Stop): Promise<string> {
  const { to, location, sku, lot } = inspection
  const quantity = inspection.quantity - inspection.carriedOut
  if (to === null || to === location || waitsFor === 'goods' || (await uninspectedAt(scene, inspection)) < quantity)
    return location
  const status = 'uninspected'
  await move(scene, { sku, lot, quantity, from: { location, status }, to: { location: to, status } })
  return to
}

async function dispose(scene: Scene, inspection: InspectionRow, item: Item, quantity: number): Promise<void> {
  const { sku, lot, location, to } = inspection
  const from: Place = { location, status: 'uninspected' }
  const place = to ?? location
  const send = (into: Place) => move(scene, { sku, lot, quantity, from, to: into })
  switch (inspection.disposition) {
    case 'restock':
      return send({ location: place, status: 'available' })
    case 'rework':
      return send({ location: place, status: 'rework' })
    case 'scrap':
      return send({ location: SCRAP, status: 'available' })
    case 'supplier':
      return to === null
        ? send({ location: SUPPLIER, status: 'available' })
        : setAside(scene, inspection, { quantity, from, to })
    case 'secondary':
      return becomeSecondary(scene, { item, lot, quantity, from, to: place })
    case 'keep':
      throw new Error('What is kept for a supervisor is not carried out.')
  }
}

/** It waits for whoever fetches it. */
async function setAside(
  scene: Scene,
  { sku, lot }: InspectionRow,
  { quantity, from, to }: { quantity: number; from: Place; to: string },
): Promise<void> {
  await move(scene, { sku, lot, quantity, from, to: { location: to, status: 'damaged' } })
  await askToSendBack(scene, { sku, lot, location: to, quantity })
}

export async function closeStops({ tx, warehouse }: Scene, { id }: InspectionRow, why: string): Promise<void> {
  for (const type of new Set(Object.values(STOP_EXCEPTIONS))) await closeException(tx, warehouse, type, id, why)
}
