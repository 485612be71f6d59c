import { and, eq } from 'drizzle-orm'
import { isVirtual } from '../../shared/rules/places.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import type { Scene } from './scene.ts'

/** Units stand within places, not within places within units for ever: deeper nesting is a label read wrong. */
const DEEPEST_NESTING = 8

export const moveUnit = defineHandler('moveUnit', {
  permission: 'floor:move',
  async resolve(scene, payload) {
    // Two units that are put into each other at once must not both find the way free.
    await scene.tx.lock(`units ${scene.warehouse}`)
    const unit = await scene.ground.namedLocation(payload.unit, 'unit')
    const to = await scene.ground.namedLocation(payload.to, 'to')
    if (unit.kind !== 'unit')
      throw new Refusal(
        'not-a-unit',
        `${payload.unit} is a ${unit.kind} location; only totes, cartons and pallets are moved whole.`,
        'payload.unit',
      )
    await refuseCircle(scene, payload.unit, to.code)
    return { before: unit.within }
  },
  async post(scene, payload, { before }) {
    await setWithin(scene, payload.unit, payload.to)
    scene.effects.push({ kind: 'within', unit: payload.unit, before, after: payload.to })
  },
})

async function refuseCircle({ ground }: Scene, unit: string, to: string): Promise<void> {
  let place: string | null = to
  for (let depth = 0; place !== null; depth++) {
    if (place === unit || depth === DEEPEST_NESTING)
      throw new Refusal('circular-unit', `${to} stands within ${unit}: a unit cannot be put into itself.`, 'payload.to')
    place = (await ground.location(place))?.within ?? null
  }
}

/** What is in the unit moves with it: its stock stays in the unit, and the unit stands elsewhere. */
export async function setWithin({ tx, warehouse, ground }: Scene, unit: string, within: string | null): Promise<void> {
  const { locations } = tx.t
  const [row] = await tx.db
    .update(locations)
    .set({ within })
    .where(and(eq(locations.warehouse, warehouse), eq(locations.code, unit)))
    .returning()
  if (!row) return
  ground.rememberLocation(row)
  // What has left with a shipment is no place that anybody could scan here.
  if (within !== null && isVirtual(within)) emitGone(tx, 'locations', warehouse, row)
  else emit(tx, 'locations', warehouse, row)
}
