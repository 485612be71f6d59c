import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import type { Location } from './ground.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import type { Scene } from './scene.ts'
import { addUnit, setWithin, unitLabelled } from './units.ts'

/** Units stand within places, not within places within units for ever: deeper nesting is a label read wrong. */
const DEEPEST_NESTING = 8

export const moveUnit = defineHandler('moveUnit', {
  permission: 'floor:move',
  async resolve(scene, payload) {
    // Two units that are put into each other at once must not both find the way free.
    await scene.tx.lock(`units ${scene.warehouse}`)
    const unit = await scene.ground.namedLocation(payload.unit, 'unit')
    const to = await palletMet(scene, payload.to)
    if (unit.kind !== 'unit')
      throw new Refusal(
        'not-a-unit',
        `${payload.unit} is a ${unit.kind} location; only totes, cartons and pallets are moved whole.`,
        'payload.unit',
      )
    if (to) await refuseCircle(scene, payload.unit, to.code)
    return { before: unit.within, to }
  },
  async post(scene, payload, { before, to }) {
    // A pallet that is begun here stands where its first carton stood.
    const place = to ?? (await addUnit(scene, payload.to, before, payload.to))
    await setWithin(scene, payload.unit, place.code)
    scene.effects.push({ kind: 'within', unit: payload.unit, before, after: place.code })
  },
})

/** Undefined: the label of a pallet that nobody has met yet. */
async function palletMet(scene: Scene, code: string): Promise<Location | undefined> {
  const known = (await scene.ground.location(code)) ?? (await unitLabelled(scene, code))
  if (known?.kind === 'unit') return known
  const isFresh = !known && /^\d{18}$/.test(code) && hasValidCheckDigit(code)
  return isFresh ? undefined : scene.ground.namedLocation(code, 'to')
}

async function refuseCircle({ ground }: Scene, unit: string, to: string): Promise<void> {
  let place: string | null = to
  for (let depth = 0; place !== null; depth++) {
    if (place === unit || depth === DEEPEST_NESTING)
      throw new Refusal('circular-unit', `${to} stands within ${unit}: a unit cannot be put into itself.`, 'payload.to')
    place = (await ground.location(place))?.within ?? null
  }
}
